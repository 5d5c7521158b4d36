#include "api/activity/Degraded.hpp"

#include "api/activity/Lookup.hpp"
#include "runs/executor/RunDescription.hpp"

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
        case TaskStatus::Processing:
            break;
    }
    return RunState::Running;
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

}  // namespace

base::Result<progress::ReadDocument> degradedProgress(const Call& call, Activity run, bool away) {
    JIM_TRY(addPosition(call, run));
    JIM_ASSIGN(const auto task, call.session().queueQueries().taskOfActivity(run.id));
    JIM_ASSIGN(const auto system, call.session().connectedSystems().find(run.systemId.value_or(0)));
    JIM_ASSIGN(const auto stats, countsOf(call, run));
    progress::DegradedInfo info;
    info.identity = runs::executor::identityOf(run, task ? *task : endedTaskOf(run),
                                               system ? &*system : nullptr);
    info.state = stateOf(run, task);
    info.message = run.message;
    info.phases = runs::executor::phaseRecordsOf(run.phases);
    info.counts = runs::executor::countsOf(run, stats);
    info.errors = stats.objectErrors;
    info.objectsToProcess = run.objectsToProcess;
    info.ended = run.ended;
    if (!away) info.store = "none";
    return progress::degradedSnapshot(info, call.now());
}

}  // namespace jim::api::activity
