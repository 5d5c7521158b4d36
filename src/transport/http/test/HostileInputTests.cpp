#include "transport/http/test/RawConnection.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <rapidcheck/gtest.h>

#include <array>

namespace jim::transport::http {

namespace {

constexpr std::array<std::string_view, 24> kFragments{"GET ",
                                                      "POST ",
                                                      "/",
                                                      "/%",
                                                      "?a=b&",
                                                      " HTTP/1.1",
                                                      " HTTP/1.0",
                                                      "\r\n",
                                                      "\r\n\r\n",
                                                      "\n",
                                                      "\r",
                                                      "Host: localhost",
                                                      "Host:",
                                                      ": ",
                                                      ",",
                                                      "Content-Length: 5",
                                                      "Content-Length: 99999",
                                                      "Transfer-Encoding: chunked",
                                                      "Expect: 100-continue",
                                                      "Connection: close",
                                                      "5\r\nhello\r\n",
                                                      "0\r\n\r\n",
                                                      "\xC3\x28",
                                                      "http://"};

RunningServer& server() {
    static RunningServer running = [] {
        ServerOptions options;
        options.maxHeaderBytes = 600;
        options.maxBodyBytes = 200;
        return RunningServer{echo, std::move(options)};
    }();
    return running;
}

/// Whatever is sent, the server either answers in HTTP or closes, and goes on serving.
void survive(const std::string& bytes) {
    RawConnection client{server().port()};
    client.send(bytes);
    client.closeSending();
    const std::string answer = client.readAll();
    RC_ASSERT(answer.empty() || answer.starts_with("HTTP/1.1 "));
    RC_ASSERT(answer.find("HTTP/1.1 500") == std::string::npos);
    RawConnection next{server().port()};
    next.send("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    RC_ASSERT(bodyOf(next.readResponse()) == "GET /x ");
}

RC_GTEST_PROP(HostileInput, of_fragments_is_survived, ()) {
    std::string bytes;
    for (const std::size_t i : *rc::gen::container<std::vector<std::size_t>>(
             rc::gen::inRange<std::size_t>(0, kFragments.size())))
        bytes += kFragments.at(i);
    survive(bytes);
}

RC_GTEST_PROP(HostileInput, of_damaged_requests_is_survived, ()) {
    std::string bytes =
        "POST /a/b?c=d HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n0\r\nTrailer: x\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i)
        bytes.at(*rc::gen::inRange<std::size_t>(0, bytes.size())) = *rc::gen::arbitrary<char>();
    survive(bytes);
}

RC_GTEST_PROP(HostileInput, of_any_bytes_is_survived, (const std::string& bytes)) {
    survive(bytes + "\r\n\r\n");
}

}  // namespace

}  // namespace jim::transport::http
