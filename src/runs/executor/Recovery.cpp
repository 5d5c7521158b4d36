#include "runs/executor/Recovery.hpp"

#include "runs/executor/Outcome.hpp"
#include "runs/executor/Removal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::runs::executor {

using activity::Activity;
using activity::Stats;
using run_queue::TaskStatus;
using run_queue::WorkerTask;

base::Status Recovery::end(const WorkerTask& task) const {
    JIM_ASSIGN(auto activity, session_.activities().find(task.activityId));
    if (!activity) return session_.queue().finish({task.id, task.attempt});
    JIM_ASSIGN(const auto system, session_.connectedSystems().find(task.systemId));
    JIM_ASSIGN(const auto next, nextAfter(task, system));
    // The first snapshot comes before the task can be claimed, as when a run is started.
    if (next) publisher_.queued(next->identity);
    Stats stats;
    const auto recorded = session_.transactions().write([&]() -> base::Status {
        const auto goesOn = next ? std::optional{next->activity.id} : std::nullopt;
        JIM_ASSIGN(stats, record(task, *activity, goesOn));
        JIM_TRY(session_.queue().finish({task.id, task.attempt}));
        if (!next) return {};
        Activity started = next->activity;
        JIM_TRY(session_.activities().insert(started));
        return session_.queue().enqueue(next->task);
    });
    if (!recorded && next)
        publisher_.cancelledWhileQueued(next->identity, recorded.error().message);
    JIM_TRY(recorded);
    publisher_.lost(
        identityOf(*activity, task, system ? &*system : nullptr),
        {activity->message, phaseRecordsOf(activity->phases), countsOf(*activity, stats),
         stats.objectErrors, 0, activity->ended, stats.alerts, stats.continuedBy});
    return {};
}

base::Result<std::optional<QueuedRun>> Recovery::nextAfter(const WorkerTask& task,
                                                           const System& system) const {
    std::optional<QueuedRun> next;
    if (!system || task.status != TaskStatus::Processing) return next;
    JIM_ASSIGN(const auto profile, session_.runProfiles().find(task.runProfileId));
    if (!profile || task.restart >= profile->restarts) return next;
    next = queuedRun(*profile, *system, task.initiator, clock_.now());
    next->activity.changeReason = fmt::format(
        "Start {} of at most {} after a lost worker: '{}' stopped in the middle of activity {}.",
        task.restart + 1, profile->restarts, task.leaseOwner, base::toText(task.activityId));
    next->task.restart = task.restart + 1;
    next->task.allowDeletions = task.allowDeletions;
    next->task.priority = task.priority;
    next->task.queued = task.queued;  // In its old place: what was to follow it still does.
    return next;
}

base::Result<Stats> Recovery::record(const WorkerTask& task, Activity& activity,
                                     std::optional<base::Guid> next) const {
    JIM_ASSIGN(auto stats, session_.activities().countStats(activity.number));
    countRemoved(activity, stats);
    JIM_ASSIGN(const auto position, session_.activities().position(activity.number));
    if (position) {
        activity.phases = position->phases;
        stats.alerts = position->alerts;
    }
    stats.continuedBy = next;
    RunOutcome outcome;
    outcome.status = activity::ActivityStatus::FailedWithError;
    outcome.errorMessage = fmt::format(
        "The worker '{}' stopped in the middle of this run. The {} objects that it had finished "
        "are stored; {}.",
        task.leaseOwner, stats.objectsProcessed,
        next ? fmt::format("the run was queued again to complete the rest, as activity {}",
                           base::toText(*next))
             : "run it again to complete the rest");
    outcome.message = outcome.errorMessage;
    describe(activity, outcome, stats, lossOf(task, activity));
    JIM_TRY(session_.activities().update(activity));
    JIM_TRY(reopen(session_, activity));
    return stats;
}

base::Timestamp Recovery::lossOf(const WorkerTask& task, const Activity& activity) const {
    const auto now = clock_.now();
    if (!task.leaseUntil) return now;
    // A living worker would have renewed it by then, however long nobody was there to notice.
    auto loss = *task.leaseUntil + -(lease_ * 2 / 3);
    for (const auto& phase : activity.phases)
        if (phase.started) loss = std::max(loss, *phase.started);
    return std::min(now, std::max(loss, activity.executed.value_or(activity.created)));
}

}  // namespace jim::runs::executor
