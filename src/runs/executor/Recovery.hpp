#pragma once

#include "foundation/base/Clock.hpp"
#include "progress/Publisher.hpp"
#include "runs/executor/QueuedRun.hpp"
#include "runs/run_profile/Session.hpp"

#include <optional>

namespace jim::runs::executor {

using run_profile::Session;

/// Ends the runs of lost workers, and starts again what their run profiles say. Used by one thread.
class Recovery {
public:
    Recovery(Session& session, progress::Publisher& publisher, const base::Clock& clock)
        : session_(session), publisher_(publisher), clock_(clock) {}

    /// `task` as RunQueue::takeExpired gave it. The end of its activity, the task's, and the task
    /// that starts again are one transaction; Fenced when somebody else has it now.
    [[nodiscard]] base::Status end(const run_queue::WorkerTask& task) const;

private:
    using System = std::optional<identity::connected_system::ConnectedSystem>;

    /// The run that comes after this one, if any does: not after one that was to be cancelled, or
    /// that stood paused.
    [[nodiscard]] base::Result<std::optional<QueuedRun>> nextAfter(
        const run_queue::WorkerTask& task, const System& system) const;
    /// Within the open transaction.
    [[nodiscard]] base::Result<activity::Stats> record(const run_queue::WorkerTask& task,
                                                       activity::Activity& activity,
                                                       bool startsAgain) const;

    Session& session_;
    progress::Publisher& publisher_;
    const base::Clock& clock_;
};

}  // namespace jim::runs::executor
