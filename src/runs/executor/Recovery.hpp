#pragma once

#include "foundation/base/Clock.hpp"
#include "progress/Publisher.hpp"
#include "runs/executor/QueuedRun.hpp"
#include "runs/run_profile/Session.hpp"

#include <chrono>
#include <optional>

namespace jim::runs::executor {

using run_profile::Session;

/// Ends the runs of lost workers, and starts again what their run profiles say. Used by one thread.
class Recovery {
public:
    /// `lease`: how long workers have a run for, of which they renew it every third.
    Recovery(Session& session, progress::Publisher& publisher, const base::Clock& clock,
             std::chrono::microseconds lease)
        : session_(session), publisher_(publisher), clock_(clock), lease_(lease) {}

    /// `task` as RunQueue::takeExpired gave it. The end of its activity, the task's, and the task
    /// that starts again are one transaction; Fenced when somebody else has it now.
    [[nodiscard]] base::Status end(const run_queue::WorkerTask& task) const;

private:
    using System = std::optional<identity::connected_system::ConnectedSystem>;

    /// The run that comes after this one, if any does: not after one that was to be cancelled, or
    /// that stood paused.
    [[nodiscard]] base::Result<std::optional<QueuedRun>> nextAfter(
        const run_queue::WorkerTask& task, const System& system) const;
    /// Within the open transaction. `next`: the activity that goes on.
    [[nodiscard]] base::Result<activity::Stats> record(const run_queue::WorkerTask& task,
                                                       activity::Activity& activity,
                                                       std::optional<base::Guid> next) const;
    /// By when the worker was lost: it did not renew its lease any more.
    [[nodiscard]] base::Timestamp lossOf(const run_queue::WorkerTask& task,
                                         const activity::Activity& activity) const;

    Session& session_;
    progress::Publisher& publisher_;
    const base::Clock& clock_;
    std::chrono::microseconds lease_;
};

}  // namespace jim::runs::executor
