#include "transport/http/Client.hpp"
#include "transport/http/Server.hpp"
#include "transport/http/test/RawConnection.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>
#include <stdexcept>

namespace jim::transport::http {

namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(Server, hands_the_whole_request_to_its_handler) {
    std::promise<Request> seen;
    RunningServer server{[&](Request&& request, Responder respond) {
        seen.set_value(std::move(request));
        respond({});
    }};
    RawConnection client{server.port()};
    client.send(
        "POST /api/v1/a%20b/c%2Fd/?x=1&X=2&empty&q=%C3%A9+z HTTP/1.1\r\nhOST: localhost:1\r\n"
        "Content-Length: 5\r\nX-Thing:  value \r\n\r\nhello");
    EXPECT_EQ(statusOf(client.readResponse()), 200);
    const Request request = seen.get_future().get();
    EXPECT_EQ(request.method, Method::Post);
    EXPECT_EQ(request.path, "/api/v1/a%20b/c%2Fd/");
    EXPECT_EQ(request.segments(), (std::vector<std::string>{"api", "v1", "a b", "c/d"}));
    const std::vector<std::pair<std::string, std::string>> query{
        {"x", "1"}, {"X", "2"}, {"empty", ""}, {"q", "é z"}};
    EXPECT_EQ(request.query, query);
    EXPECT_EQ(request.queryValue("Q"), "é z");
    EXPECT_EQ(request.header("x-THING"), "value");
    EXPECT_EQ(request.findHeader("absent"), std::nullopt);
    EXPECT_EQ(request.body, "hello");
    EXPECT_EQ(request.remoteAddress, "127.0.0.1");
}

TEST(Server, sends_status_headers_and_body) {
    RunningServer server{[](Request&&, Responder respond) {
        respond({201, "application/json", "{}", {{"Location", "/x\r\nForged: 1"}}});
    }};
    RawConnection client{server.port()};
    client.send(kGet);
    const std::string response = client.readResponse();
    EXPECT_THAT(response, testing::StartsWith("HTTP/1.1 201 Created\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nContent-Type: application/json\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nContent-Length: 2\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nDate: Mon, 21 Sep 2026 14:13:20 GMT\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nLocation: /xForged: 1\r\n"));
    EXPECT_THAT(response, EndsWith("\r\n\r\n{}"));
}

TEST(Server, sends_bytes_that_answers_share_with_their_length_and_not_for_head) {
    const SharedBytes shared{"{\"shared\":true}"};
    RunningServer server{[&](Request&&, Responder respond) {
        respond({.status = 200, .contentType = "application/json", .shared = shared});
    }};
    RawConnection client{server.port()};
    for (int i = 0; i < 2; ++i) {
        client.send(kGet);
        const std::string response = client.readResponse();
        EXPECT_THAT(response, HasSubstr("\r\nContent-Length: 15\r\n"));
        EXPECT_THAT(response, EndsWith("\r\n\r\n{\"shared\":true}"));
    }
    client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const std::string head = client.readAll();
    EXPECT_THAT(head, HasSubstr("\r\nContent-Length: 15\r\n"));
    EXPECT_THAT(head, EndsWith("\r\n\r\n"));
}

/// More than the system takes at once: the rest waits for the client.
TEST(Server, sends_an_answer_that_the_client_takes_bit_by_bit) {
    std::string large(8U << 20U, 'x');
    for (std::size_t i = 0; i < large.size(); i += 1000) large[i] = static_cast<char>('a' + i % 7);
    RunningServer server{[&](Request&&, Responder respond) {
        Response response;
        response.body = large;
        respond(std::move(response));
    }};
    RawConnection client{server.port()};
    client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const std::string response = client.readAll();
    EXPECT_TRUE(response.ends_with("\r\n\r\n" + large));
}

TEST(Server, keeps_the_connection_for_the_next_request) {
    RunningServer server;
    RawConnection client{server.port()};
    for (int i = 0; i < 3; ++i) {
        client.send("GET /again HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        EXPECT_THAT(client.readResponse(), EndsWith("GET /again "));
    }
}

TEST(Server, answers_pipelined_requests_in_order) {
    RunningServer server;
    RawConnection client{server.port()};
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += fmt::format(
            "\r\nPOST /{} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{:02}", i, i);
    client.send(all);
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(bodyOf(client.readResponse()), fmt::format("POST /{} {:02}", i, i));
}

TEST(Server, reads_a_request_that_comes_byte_by_byte) {
    RunningServer server;
    RawConnection client{server.port()};
    for (const char c : std::string{"\r\nPUT /b HTTP/1.1\r\nHost: localhost\r\n"
                                    "Content-Length: 3\r\n\r\nabc"})
        client.send({&c, 1});
    EXPECT_THAT(client.readResponse(), EndsWith("PUT /b abc"));
}

TEST(Server, reads_chunked_bodies_and_forgets_trailers) {
    RunningServer server{[](Request&& request, Responder respond) {
        respond({200, "text/plain",
                 request.body + std::string{request.header("X-API-Key").empty() ? "" : "!"}});
    }};
    RawConnection client{server.port()};
    client.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: Chunked\r\n\r\n"
        "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-API-Key: forged\r\n\r\n");
    EXPECT_EQ(bodyOf(client.readResponse()), "abcde");
    client.send(kGet);
    EXPECT_EQ(statusOf(client.readResponse()), 200);
}

TEST(Server, asks_for_the_body_that_waits_for_100) {
    RunningServer server;
    RawConnection client{server.port()};
    client.send(
        "POST /big HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Length: 2\r\n\r\n");
    EXPECT_EQ(client.readResponse(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ok");
    EXPECT_EQ(bodyOf(client.readResponse()), "POST /big ok");
}

TEST(Server, leaves_out_bodies_where_there_are_none) {
    RunningServer server{[](Request&& request, Responder respond) {
        respond({request.path == "/none" ? 204 : 200, "text/plain", "body"});
    }};
    RawConnection client{server.port()};
    client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string head = client.readResponse(true);
    EXPECT_THAT(head, HasSubstr("Content-Length: 4\r\n"));
    EXPECT_EQ(bodyOf(head), "");
    client.send("DELETE /none HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string none = client.readResponse();
    EXPECT_EQ(statusOf(none), 204);
    EXPECT_THAT(none, Not(HasSubstr("Content-Length")));
    client.send(kGet);
    EXPECT_EQ(bodyOf(client.readResponse()), "body");
}

TEST(Server, closes_when_the_client_wants_it) {
    RunningServer server;
    for (const std::string_view request : {"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close"
                                           "\r\n\r\n",
                                           "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"}) {
        RawConnection client{server.port()};
        client.send(request);
        const std::string response = client.readAll();
        EXPECT_EQ(statusOf(response), 200);
        EXPECT_THAT(response, HasSubstr("Connection: close\r\n"));
    }
    RawConnection old{server.port()};
    for (int i = 0; i < 2; ++i) {
        old.send("GET / HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_THAT(old.readResponse(), HasSubstr("Connection: keep-alive\r\n"));
    }
}

TEST(Server, lets_the_answer_come_later_from_another_thread) {
    std::promise<Responder> waiting;
    RunningServer server{
        [&](Request&&, Responder respond) { waiting.set_value(std::move(respond)); }};
    RawConnection client{server.port()};
    client.send(kGet);
    Responder respond = waiting.get_future().get();
    EXPECT_TRUE(respond.wanted());
    std::jthread{[&] { respond({200, "text/plain", "late"}); }}.join();
    EXPECT_EQ(bodyOf(client.readResponse()), "late");
    EXPECT_FALSE(respond.wanted());
}

TEST(Server, answers_500_for_a_handler_that_throws_or_forgets) {
    std::promise<std::string> reported;
    ServerOptions options;
    options.report = [&](std::string_view text) { reported.set_value(std::string{text}); };
    RunningServer server{[](Request&& request, Responder) {
                             if (request.path == "/throw") throw std::runtime_error{"boom"};
                         },
                         std::move(options)};
    RawConnection client{server.port()};
    client.send("GET /throw HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string thrown = client.readResponse();
    EXPECT_EQ(statusOf(thrown), 500);
    EXPECT_EQ(bodyOf(thrown),
              R"({"code":"INTERNAL_ERROR","message":"An internal error occurred.","details":null,)"
              R"("validationErrors":null,"timestamp":"2026-09-21T14:13:20.000000Z"})");
    EXPECT_EQ(reported.get_future().get(), "boom");
    client.send(kGet);
    EXPECT_EQ(statusOf(client.readResponse()), 500);
}

TEST(Server, answers_503_when_the_handler_takes_too_long) {
    std::promise<Responder> kept;
    ServerOptions options;
    options.handlerTime = std::chrono::milliseconds{20};
    RunningServer server{[&](Request&& request, Responder respond) {
                             if (request.path == "/a") return kept.set_value(std::move(respond));
                             respond({});
                         },
                         std::move(options)};
    RawConnection client{server.port()};
    client.send(kGet);
    const std::string response = client.readResponse();
    EXPECT_EQ(statusOf(response), 503);
    EXPECT_THAT(response, HasSubstr("Retry-After: 5\r\n"));
    Responder late = kept.get_future().get();
    EXPECT_FALSE(late.wanted());
    late({});
    client.send("GET /b HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(statusOf(client.readResponse()), 200);
}

TEST(Server, serves_many_clients_at_once) {
    RunningServer server;
    std::vector<std::jthread> clients;
    for (int c = 0; c < 8; ++c)
        clients.emplace_back([&, c] {
            Client client{server.url()};
            for (int i = 0; i < 50; ++i) {
                const auto response =
                    client.send(Method::Post, fmt::format("/{}/{}", c, i), {}, "body");
                ASSERT_TRUE(response) << response.error().message;
                EXPECT_EQ(response->body, fmt::format("POST /{}/{} body", c, i));
            }
        });
}

TEST(Server, says_why_it_cannot_listen) {
    const base::ManualClock clock;
    Server wrong{{.address = "nowhere"}, echo, clock};
    EXPECT_EQ(wrong.listen().error().kind, base::ErrorKind::InvalidInput);
    Server tight{{.maxHeaderBytes = 0}, echo, clock};
    EXPECT_EQ(tight.listen().error().kind, base::ErrorKind::InvalidInput);
    RunningServer first;
    Server second{{.port = first.port()}, echo, clock};
    EXPECT_THAT(second.listen().error().message,
                HasSubstr(fmt::format("Cannot listen on 127.0.0.1 port {}: ", first.port())));
}

}  // namespace

}  // namespace jim::transport::http
