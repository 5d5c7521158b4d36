#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/Ensure.hpp"
#include "transport/http/Server.hpp"

#include <fmt/format.h>

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jim::apps::cli::test {

/// A real HTTP server on a free port with canned answers, for the moments of the protocol that a
/// real JIM server gets into rarely. Remembers the requests.
class FakeServer {
public:
    using Answerer =
        std::function<transport::http::Response(const transport::http::Request&, int count)>;

    explicit FakeServer(Answerer answerer)
        : answerer_(std::move(answerer)),
          server_(
              {},
              [this](auto&& request, auto responder) {
                  const std::scoped_lock lock{mutex_};
                  requests_.push_back(request);
                  responder(answerer_(request, static_cast<int>(requests_.size())));
              },
              clock_) {
        base::ensure(server_.listen().has_value(), "a free port");
        thread_ = std::jthread{[this] { server_.run(); }};
    }
    ~FakeServer() { server_.stop(); }
    FakeServer(const FakeServer&) = delete;
    FakeServer& operator=(const FakeServer&) = delete;

    [[nodiscard]] std::string url() const {
        return fmt::format("http://127.0.0.1:{}", server_.port());
    }
    [[nodiscard]] std::vector<transport::http::Request> requests() {
        const std::scoped_lock lock{mutex_};
        return requests_;
    }

private:
    base::SystemClock clock_;
    std::mutex mutex_;
    std::vector<transport::http::Request> requests_;
    Answerer answerer_;
    transport::http::Server server_;
    std::jthread thread_;
};

inline transport::http::Response jsonAnswer(int status, std::string body, std::string etag = {}) {
    transport::http::Response response{status, "application/json", std::move(body), {}};
    if (!etag.empty()) response.headers.push_back({"ETag", std::move(etag)});
    return response;
}

/// Two seconds pass whenever somebody looks: waiting takes no time.
class HurryingClock final : public base::Clock {
public:
    [[nodiscard]] base::Timestamp now() const override { return {}; }
    [[nodiscard]] std::chrono::microseconds steady() const override {
        return elapsed_ += std::chrono::seconds{2};
    }

private:
    mutable std::chrono::microseconds elapsed_{0};
};

}  // namespace jim::apps::cli::test
