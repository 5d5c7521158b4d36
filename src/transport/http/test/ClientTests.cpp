#include "transport/http/Client.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <optional>

namespace jim::transport::http {

namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

TEST(Client, sends_and_receives) {
    RunningServer server{[](Request&& request, Responder respond) {
        Response response{418, "text/plain; charset=utf-8", request.body, {}};
        response.headers.push_back({"X-Seen", std::string{request.header("x-api-key")}});
        response.headers.push_back({"X-Target", request.target});
        respond(std::move(response));
    }};
    Client client{server.url() + "/base/"};
    const auto response =
        client.send(Method::Put, "/a%20b?c=d", {{"X-API-Key", "k"}}, std::string(300'000, 'x'));
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 418);
    EXPECT_EQ(response->contentType, "text/plain; charset=utf-8");
    EXPECT_EQ(response->findHeader("x-seen"), "k");
    EXPECT_EQ(response->findHeader("x-target"), "/base/a%20b?c=d");
    EXPECT_EQ(response->body.size(), 300'000);
}

TEST(Client, reads_answers_without_body) {
    RunningServer server;
    Client client{server.url()};
    EXPECT_EQ(client.send(Method::Head, "/")->body, "");
    EXPECT_EQ(client.send(Method::Get, "/x")->body, "GET /x ");
}

TEST(Client, connects_again_when_the_server_was_restarted) {
    auto server = std::make_unique<RunningServer>();
    const std::uint16_t port = server->port();
    Client client{server->url()};
    ASSERT_TRUE(client.send(Method::Post, "/1"));
    server.reset();
    const auto away = client.send(Method::Get, "/2");
    ASSERT_FALSE(away);
    EXPECT_EQ(away.error().kind, base::ErrorKind::Unavailable);
    server = std::make_unique<RunningServer>(echo, ServerOptions{.port = port});
    EXPECT_EQ(client.send(Method::Post, "/3")->body, "POST /3 ");
    server.reset();
    server = std::make_unique<RunningServer>(echo, ServerOptions{.port = port});
    EXPECT_EQ(client.send(Method::Post, "/4")->body, "POST /4 ");
}

TEST(Client, says_what_to_check_when_nobody_answers) {
    std::string url;
    {
        const RunningServer gone;
        url = gone.url();
    }
    Client client{url};
    const auto response = client.send(Method::Get, "/");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().message,
              fmt::format("The server at {} did not answer (connection refused). "
                          "Is 'jim serve' running?",
                          url));
}

TEST(Client, gives_up_when_it_is_told_so_while_it_waits) {
    std::optional<Responder> kept;
    RunningServer server{[&](Request&& request, Responder respond) {
        if (request.path == "/quick") return echo(std::move(request), std::move(respond));
        kept.emplace(std::move(respond));
    }};
    Client client{server.url()};
    int glances = 0;
    client.whileWaiting([&] { return ++glances < 2; });
    const auto response = client.send(Method::Get, "/slow");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, base::ErrorKind::Cancelled);
    EXPECT_EQ(glances, 2);
    EXPECT_EQ(client.send(Method::Get, "/quick")->body, "GET /quick ");
    client.whileWaiting({});
    EXPECT_EQ(client.send(Method::Get, "/quick")->body, "GET /quick ");
    EXPECT_EQ(glances, 2) << "a quick answer needs no glance";
    server.stop();
    kept.reset();
}

TEST(Client, gives_up_on_a_slow_server) {
    std::optional<Responder> kept;
    RunningServer server{[&](Request&&, Responder respond) { kept.emplace(std::move(respond)); }};
    Client client{server.url(), {.responseTime = milliseconds{30}}};
    const auto response = client.send(Method::Get, "/");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, base::ErrorKind::Unavailable);
    EXPECT_THAT(response.error().message, HasSubstr("it took too long"));
    server.stop();
    (*kept)({});
}

TEST(Client, takes_answers_of_a_bounded_size) {
    RunningServer server{
        [](Request&&, Responder respond) { respond({200, "text/plain", std::string(2000, 'x')}); }};
    Client client{server.url(), {.maxBodyBytes = 1999}};
    const auto response = client.send(Method::Get, "/");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, base::ErrorKind::External);
    EXPECT_THAT(response.error().message, HasSubstr("larger answer"));
}

TEST(Client, reads_the_refusal_of_a_body_it_could_not_finish_sending) {
    ServerOptions options;
    options.maxBodyBytes = 1000;
    RunningServer server{echo, std::move(options)};
    Client client{server.url()};
    const auto response = client.send(Method::Post, "/", {}, std::string(200'000, 'x'));
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 413);
    EXPECT_EQ(client.send(Method::Get, "/")->status, 200);
}

TEST(Client, refuses_urls_it_cannot_use) {
    for (const auto& [url, message] : std::vector<std::pair<std::string, std::string>>{
             {"https://jim.example", "https is not supported yet"},
             {"http://me:secret@jim.example", "must not carry a user name or password"},
             {"jim.example", "must look like"},
             {"ftp://jim.example", "must look like"},
             {"http://", "must look like"},
             {"http://jim.example?x", "must look like"},
             {"", "must look like"}}) {
        Client client{url};
        const auto response = client.send(Method::Get, "/");
        ASSERT_FALSE(response) << url;
        EXPECT_EQ(response.error().kind, base::ErrorKind::InvalidInput);
        EXPECT_THAT(response.error().message, HasSubstr(message)) << url;
        EXPECT_THAT(response.error().message, testing::Not(HasSubstr("secret")));
    }
}

TEST(Client, sends_no_forged_lines) {
    Client client{"http://127.0.0.1:1"};
    EXPECT_EQ(client.send(Method::Get, "/a b").error().kind, base::ErrorKind::InvalidInput);
    EXPECT_EQ(client.send(Method::Get, "a").error().kind, base::ErrorKind::InvalidInput);
    const auto forged = client.send(Method::Get, "/", {{"X-API-Key", "secret\r\nX: y"}});
    EXPECT_EQ(forged.error().kind, base::ErrorKind::InvalidInput);
    EXPECT_THAT(forged.error().message, testing::Not(HasSubstr("secret")));
}

}  // namespace

}  // namespace jim::transport::http
