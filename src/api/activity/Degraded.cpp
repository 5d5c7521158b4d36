#include "api/activity/Degraded.hpp"

#include "api/activity/Lookup.hpp"
#include "runs/executor/RunDescription.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::activity {

using namespace operation;
using progress::RunState;
using runs::activity::Activity;
using runs::run_queue::TaskStatus;
using runs::run_queue::WorkerTask;

namespace {

RunState stateOf(const Activity& run, const std::optional<WorkerTask>& task) {
    if (hasEnded(run)) return progress::stateOf(runs::executor::finalStateOf(run.status));
    if (!task) return RunState::WorkerLost;
    switch (task->status) {
        case TaskStatus::Queued:
        case TaskStatus::WaitingForPreviousStep:
            return RunState::Queued;
        case TaskStatus::CancellationRequested:
            return RunState::Cancelling;
        case TaskStatus::Paused:
            return RunState::Paused;
        case TaskStatus::Processing:
            break;
    }
    return RunState::Running;
}

/// Why it stands paused: the first rule that pauses is the one that did.
std::string reasonOf(const std::vector<progress::AlertFiring>& alerts) {
    const auto pausing = std::ranges::find_if(alerts, &progress::AlertFiring::pauses);
    return pausing == alerts.end() ? "Paused by an alert rule." : progress::pauseText(*pausing);
}

/// A run that has ended has no task any more; its activity knows the same.
WorkerTask endedTaskOf(const Activity& run) {
    WorkerTask task;
    task.activityId = run.id;
    task.systemId = run.systemId.value_or(0);
    task.runProfileId = run.runProfileId.value_or(0);
    task.leaseOwner = run.worker;
    return task;
}

/// An end is kept for its time to live. One that is missing before that was lost, which is no
/// reason to hide it.
bool hasExpired(const Activity& run, const Asked& asked) {
    return hasEnded(run) && !asked.away && asked.now - run.ended.value_or(run.created) >= asked.ttl;
}

}  // namespace

base::Result<progress::ReadDocument> degradedProgress(runs::run_profile::Session& session,
                                                      Activity run, base::Timestamp now,
                                                      bool away) {
    std::optional<WorkerTask> task;
    std::optional<identity::connected_system::ConnectedSystem> system;
    runs::activity::Stats stats;
    // All as it was at one moment: the counts of a batch never come before the batch.
    JIM_TRY(session.transactions().read([&]() -> base::Status {
        JIM_TRY(addPosition(session, run));
        JIM_ASSIGN(task, session.queueQueries().taskOfActivity(run.id));
        JIM_ASSIGN(system, session.connectedSystems().find(run.systemId.value_or(0)));
        JIM_ASSIGN(stats, countsOf(session, run));
        return {};
    }));
    progress::DegradedInfo info;
    info.identity = runs::executor::identityOf(run, task ? *task : endedTaskOf(run),
                                               system ? &*system : nullptr);
    info.state = stateOf(run, task);
    info.message = info.state == RunState::Paused ? reasonOf(stats.alerts) : run.message;
    info.phases = runs::executor::phaseRecordsOf(run.phases);
    info.counts = runs::executor::countsOf(run, stats);
    info.errors = stats.objectErrors;
    info.alerts = stats.alerts;
    info.objectsToProcess = run.objectsToProcess;
    info.ended = run.ended;
    info.continuedBy = stats.continuedBy;
    if (!away) info.store = "none";
    return progress::degradedSnapshot(info, now);
}

base::Result<watch::Found> describe(runs::run_profile::Session& session,
                                    const base::Guid& activityId, const Asked& asked) {
    JIM_ASSIGN(auto activity, session.activities().find(activityId));
    const auto id = base::toText(activityId);
    if (!activity) return base::fail(base::notFound("Activity", id));
    watch::Found found;
    if (!isRun(*activity)) {
        found.none = {false, "This activity is not the run of a run profile: it has no progress.",
                      fmt::format("/api/v1/activities/{}", id)};
        return found;
    }
    if (hasExpired(*activity, asked))
        found.none = {true, "This run has ended, and its progress is kept no longer.",
                      fmt::format("/api/v1/activities/{}/stats", id)};
    JIM_ASSIGN(found.read, degradedProgress(session, std::move(*activity), asked.now, asked.away));
    return found;
}

}  // namespace jim::api::activity
