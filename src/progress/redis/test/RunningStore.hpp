#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/log/Log.hpp"
#include "progress/Snapshot.hpp"
#include "progress/redis/RedisProgressStore.hpp"
#include "servers/RedisServer.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace jim::progress::redis {

using namespace std::chrono_literals;

/// One Redis for all tests of the program; each has a key prefix of its own.
inline servers::RedisServer& sharedServer() {
    static servers::RedisServer server;
    return server;
}

inline std::string newPrefix() {
    static int count = 0;
    return "t" + std::to_string(++count) + ":";
}

/// Patient: these machines are busy.
inline transport::redis::Options patientOptions(const servers::RedisServer& server) {
    transport::redis::Options options;
    options.address = {"127.0.0.1", server.port()};
    options.connectTime = options.commandTime = 10s;
    return options;
}

/// What a log was told, line by line.
class KeptLog {
public:
    [[nodiscard]] log::Log& log() { return *log_; }
    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> lines;
        std::istringstream text{stream_.str()};
        for (std::string line; std::getline(text, line);) lines.push_back(line);
        return lines;
    }
    [[nodiscard]] std::size_t count(std::string_view text) const {
        std::size_t found = 0;
        for (const auto& line : lines()) found += line.find(text) != std::string::npos ? 1U : 0U;
        return found;
    }

private:
    base::SystemClock clock_;
    std::ostringstream stream_;
    std::unique_ptr<log::Log> log_ = log::makeLog({}, clock_, stream_);
};

/// A store with its client and the threads of that. What is asked for in `before` happens before
/// they run.
class RunningStore {
public:
    explicit RunningStore(transport::redis::Options options, RedisStoreOptions store = {},
                          const std::function<void(RedisProgressStore&)>& before = {})
        : client_(transport::redis::Client::make(std::move(options), clock_).value()),
          store_(*client_, std::move(store), kept_.log()) {
        if (before) before(store_);
        for (int i = 0; i < 2; ++i) threads_.emplace_back([this] { client_->run(); });
    }
    ~RunningStore() { stop(); }

    void stop() {
        client_->stop();
        threads_.clear();
    }

    [[nodiscard]] RedisProgressStore& store() { return store_; }
    [[nodiscard]] transport::redis::Client& client() { return *client_; }
    /// After `stop` only: the log is written by other threads.
    [[nodiscard]] const KeptLog& log() const { return kept_; }

    /// Until the store is in that state, at most ten seconds.
    bool await(std::string_view state) {
        const auto until = clock_.steady() + 10s;
        while (store_.status().state != state) {
            if (clock_.steady() > until) return false;
            std::this_thread::yield();
        }
        return true;
    }

private:
    base::SystemClock clock_;
    KeptLog kept_;
    std::unique_ptr<transport::redis::Client> client_;
    RedisProgressStore store_;
    std::vector<std::jthread> threads_;
};

inline StoredSnapshot snapshotOf(const base::Guid& id, std::int32_t attempt, std::int64_t revision,
                                 bool terminal = false) {
    Snapshot shown;
    shown.identity.activityId = id;
    shown.identity.attempt = attempt;
    shown.epoch = "epoch";
    shown.revision = revision;
    shown.asOf = {1'790'000'000'000'000 + revision};
    shown.state = terminal ? RunState::Complete : RunState::Running;
    shown.reporter.store = "redis";
    return {id, attempt, "epoch", revision, terminal, !terminal, shown.asOf, encodeSnapshot(shown)};
}

inline base::Guid newId() {
    return base::newGuid({1'790'000'000'000'000});
}

}  // namespace jim::progress::redis
