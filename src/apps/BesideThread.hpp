#pragma once

#include "runs/run_profile/Beside.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace jim::apps {

/// Works beside the run of a worker. Its session and its thread begin when they are first needed,
/// and are kept until the end. Used by the worker's thread.
class BesideThread final : public runs::run_profile::Beside {
public:
    using Session = runs::run_profile::Session;

    explicit BesideThread(runs::run_profile::SessionFactory& sessions) : sessions_(sessions) {}

    /// Once there was no session, or no thread, there is none any more.
    [[nodiscard]] bool isThere() override;
    [[nodiscard]] bool start(std::function<void(Session&)> work) override;
    [[nodiscard]] std::int64_t statements() override;

private:
    [[nodiscard]] bool begin();
    void workUntil(const std::stop_token& stop);
    /// Waits until nothing is under way.
    [[nodiscard]] std::unique_lock<std::mutex> whenDone();

    runs::run_profile::SessionFactory& sessions_;
    std::unique_ptr<Session> session_;
    bool refused_ = false;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::function<void(Session&)> work_;  ///< Empty when nothing is under way.
    std::jthread thread_;                 ///< Ends before what it uses.
};

}  // namespace jim::apps
