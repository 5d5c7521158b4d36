#pragma once

#include "transport/http/Server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <latch>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace jim::transport::http {

/// Answers with method, path and body.
inline void echo(Request&& request, Responder respond) {
    respond({200, "text/plain",
             fmt::format("{} {} {}", toText(request.method), request.path, request.body)});
}

/// A server on a free loopback port, run by threads of the test.
class RunningServer {
public:
    explicit RunningServer(Handler handler = echo, ServerOptions options = {}, int threads = 2)
        : server_(std::move(options), std::move(handler), clock_), begun_(threads) {
        const base::Status listening = server_.listen();
        EXPECT_TRUE(listening) << listening.error().message;
        for (int i = 0; i < threads; ++i)
            threads_.emplace_back([this] {
                begun_.count_down();
                server_.run();
            });
        begun_.wait();  // A test that takes descriptors away must not hit a thread that begins.
    }
    ~RunningServer() {
        server_.stop();
        join();
    }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    void stop() { server_.stop(); }

    /// Waits until every `run` has returned.
    void join() { threads_.clear(); }

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] std::string url() const { return fmt::format("http://127.0.0.1:{}", port()); }
    [[nodiscard]] base::ManualClock& clock() { return clock_; }

private:
    base::ManualClock clock_;
    Server server_;
    std::latch begun_;
    std::vector<std::jthread> threads_;
};

}  // namespace jim::transport::http
