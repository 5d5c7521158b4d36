#pragma once

#include "runs/run_profile/Beside.hpp"

#include <memory>
#include <thread>

namespace jim::apps {

/// Works beside the run of a worker, on a thread for each thing that is begun. Its session is
/// opened when it is first needed, and kept until the end. Used by the worker's thread.
class BesideThread final : public runs::run_profile::Beside {
public:
    using Session = runs::run_profile::Session;

    explicit BesideThread(runs::run_profile::SessionFactory& sessions) : sessions_(sessions) {}

    [[nodiscard]] bool isThere() override;
    /// Once there was no session, or no thread, there is none any more.
    [[nodiscard]] bool start(std::function<void(Session&)> work) override;
    [[nodiscard]] std::int64_t statements() const override;

private:
    runs::run_profile::SessionFactory& sessions_;
    std::unique_ptr<Session> session_;
    bool refused_ = false;
    std::jthread thread_;  ///< Ends before the session that it uses.
};

}  // namespace jim::apps
