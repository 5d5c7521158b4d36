#include "transport/http/test/RawConnection.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <gmock/gmock.h>

namespace jim::transport::http {

namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Refused {
    std::string name;
    std::string bytes;
    int status;
};

void PrintTo(const Refused& refused, std::ostream* out) {
    *out << refused.name;
}

class ServerRefusal : public testing::TestWithParam<Refused> {};

TEST_P(ServerRefusal, names_the_reason_and_closes) {
    ServerOptions options;
    options.maxHeaderBytes = 1024;
    options.maxBodyBytes = 100;
    options.allowedHosts = {"jim.example:8080"};
    RunningServer server{echo, std::move(options)};
    RawConnection client{server.port()};
    client.send(GetParam().bytes);
    const std::string response = client.readAll();
    EXPECT_EQ(statusOf(response), GetParam().status) << response;
    EXPECT_THAT(response, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(bodyOf(response),
                StartsWith(GetParam().status == 503 ? R"({"code":"SERVICE_UNAVAILABLE","message":")"
                                                    : R"({"code":"BAD_REQUEST","message":")"));
    EXPECT_THAT(bodyOf(response), HasSubstr(R"(,"details":null,"validationErrors":null,)"));
}

std::string withHeaders(const std::string& headers, const std::string& body = {}) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
}

std::string withTarget(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

std::string withHost(const std::string& host) {
    return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

INSTANTIATE_TEST_SUITE_P(
    head, ServerRefusal,
    testing::Values(
        Refused{"no_http", "hello\r\n\r\n", 400}, Refused{"tls", "\x16\x03\x01\r\n\r\n", 400},
        Refused{"bad_header_name", withHeaders("a b: c\r\n"), 400},
        Refused{"space_before_colon", withHeaders("a : c\r\n"), 400},
        Refused{"bare_line_feeds", "GET / HTTP/1.1\r\nHost: localhost\n\r\n\r\n", 400},
        Refused{"nul", withHeaders(std::string{"a: \0\r\n", 6}), 400},
        Refused{"http_2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        Refused{"unknown_method", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
        Refused{"connect", "CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
        Refused{"lower_case_method", "get / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
        Refused{"fragment", withTarget("/a#b"), 400}, Refused{"no_slash", withTarget("a"), 400},
        Refused{"star", withTarget("*"), 400}, Refused{"bad_escape", withTarget("/%zz"), 400},
        Refused{"cut_escape", withTarget("/a?b=%4"), 400},
        Refused{"nul_escape", withTarget("/%00"), 400},
        Refused{"no_utf8", withTarget("/?q=%FF"), 400},
        Refused{"overlong_utf8", withTarget("/%C0%AF"), 400},
        Refused{"surrogate", withTarget("/%ED%A0%80"), 400},
        Refused{"headers_too_large", withHeaders("a: " + std::string(1024, 'x') + "\r\n"), 431},
        Refused{"endless_target", "GET /" + std::string(4000, 'x'), 431},
        Refused{"expectation", withHeaders("Expect: miracle\r\n"), 417}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    host, ServerRefusal,
    testing::Values(Refused{"missing", "GET / HTTP/1.1\r\n\r\n", 400},
                    Refused{"missing_http_10", "GET / HTTP/1.0\r\n\r\n", 400},
                    Refused{"twice", withHeaders("Host: localhost\r\n"), 400},
                    Refused{"empty", withHost(""), 400},
                    Refused{"with_user", withHost("a@localhost"), 400},
                    Refused{"bad_port", withHost("localhost:x"), 400},
                    Refused{"foreign", withHost("evil.example"), 421},
                    Refused{"foreign_prefix", withHost("localhost.evil.example"), 421},
                    Refused{"foreign_in_target", withTarget("http://evil.example/"), 421}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    body, ServerRefusal,
    testing::Values(
        Refused{"too_large", withHeaders("Content-Length: 101\r\n"), 413},
        Refused{"much_too_large", withHeaders("Content-Length: 18446744073709551615\r\n"), 413},
        Refused{"chunks_too_large",
                withHeaders("Transfer-Encoding: chunked\r\n",
                            "60\r\n" + std::string(0x60, 'x') + "\r\n60\r\n" +
                                std::string(0x60, 'x') + "\r\n0\r\n\r\n"),
                413},
        Refused{"too_large_and_sent",
                withHeaders("Content-Length: 5000\r\n", std::string(5000, 'x')), 413},
        Refused{"negative_length", withHeaders("Content-Length: -1\r\n"), 400},
        Refused{"overflowing_length", withHeaders("Content-Length: 99999999999999999999\r\n"), 400},
        Refused{"two_lengths", withHeaders("Content-Length: 1\r\nContent-Length: 2\r\n"), 400},
        Refused{"length_and_chunked",
                withHeaders("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400},
        Refused{"chunked_and_length",
                withHeaders("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"), 400},
        Refused{"gzip", withHeaders("Transfer-Encoding: gzip\r\n"), 501},
        Refused{"gzip_chunked", withHeaders("Transfer-Encoding: gzip, chunked\r\n"), 501},
        Refused{"gzip_then_chunked",
                withHeaders("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), 501},
        Refused{"chunked_http_10",
                "POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        Refused{"bad_chunk_size", withHeaders("Transfer-Encoding: chunked\r\n", "zz\r\n"), 400},
        Refused{"overflowing_chunk_size",
                withHeaders("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"), 400},
        Refused{"endless_chunk_extension",
                withHeaders("Transfer-Encoding: chunked\r\n", "1;" + std::string(5000, 'x')), 400}),
    [](const auto& tested) { return tested.param.name; });

TEST(ServerHosts, answer_to_their_names_only) {
    ServerOptions options;
    options.allowedHosts = {"JIM.example"};
    RunningServer server{echo, std::move(options)};
    for (const std::string host : {"localhost", "LOCALHOST:5200", "127.0.0.1:1", "[::1]:80",
                                   "jim.EXAMPLE", "jim.example:443"}) {
        RawConnection client{server.port()};
        client.send(withHost(host));
        EXPECT_EQ(statusOf(client.readResponse()), 200) << host;
    }
    RawConnection absolute{server.port()};
    absolute.send("GET http://jim.example?a HTTP/1.1\r\nHost: proxy.example\r\n\r\n");
    EXPECT_EQ(bodyOf(absolute.readResponse()), "GET / ");
}

TEST(ServerHosts, answer_to_any_name_when_told_so) {
    ServerOptions options;
    options.allowedHosts = {"*"};
    RunningServer server{echo, std::move(options)};
    RawConnection client{server.port()};
    client.send(withHost("whatever.example"));
    EXPECT_EQ(statusOf(client.readResponse()), 200);
    RawConnection star{server.port()};
    star.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(bodyOf(star.readResponse()), "OPTIONS * ");
}

}  // namespace

}  // namespace jim::transport::http
