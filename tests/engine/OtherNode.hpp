#pragma once

#include "api/Api.hpp"
#include "engine/Engine.hpp"
#include "progress/redis/test/RunningStore.hpp"
#include "runs/executor/QueuedRunControl.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace jim::engine {

/// A node that executes nothing: the REST interface on what a Redis and the database say.
class OtherNode {
public:
    struct Answer {
        int status = 0;
        std::string body;
        std::chrono::microseconds took{0};

        [[nodiscard]] bool says(std::string_view text) const {
            return body.find(text) != std::string::npos;
        }
    };

    /// `key` is one of a reader.
    OtherNode(const transport::redis::Options& redis, Engine& engine, const base::Secret& key)
        : key_(key),
          store_(redis),
          publisher_(store_.store(), clock_),
          runs_({engine.sessions(), engine.connectors(), publisher_, clock_, [] {}}),
          api_({engine.sessions(), engine.connectors(), runs_, store_.store(), clock_,
                engine.keys(), "test"}) {}

    Answer get(const std::string& path) {
        transport::http::Request request;
        request.path = request.target = "/api/v1" + path;
        request.headers.push_back({"X-API-Key", key_.reveal()});
        const auto began = clock_.steady();
        auto response = api_.answer(request);
        return {response.status, std::move(response.body), clock_.steady() - began};
    }
    Answer progress(const base::Guid& id) {
        return get("/activities/" + base::toText(id) + "/progress");
    }

    [[nodiscard]] progress::redis::RunningStore& store() { return store_; }

private:
    base::SystemClock clock_;
    const base::Secret key_;
    progress::redis::RunningStore store_;
    progress::Publisher publisher_;
    runs::executor::QueuedRunControl runs_;
    api::Api api_;
};

}  // namespace jim::engine
