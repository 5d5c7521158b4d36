#include "runs/executor/QueuedRunControl.hpp"

#include "runs/executor/Outcome.hpp"
#include "runs/executor/QueuedRun.hpp"
#include "runs/executor/Removal.hpp"
#include "runs/executor/RunDescription.hpp"

#include <fmt/format.h>

#include <optional>

namespace jim::runs::executor {
namespace {

using activity::Activity;
using activity::ActivityStatus;
using identity::connected_system::ConnectedSystemStatus;
using run_profile::Started;
using run_profile::StartRequest;
using run_queue::TaskStatus;
using run_queue::WorkerTask;

Activity activityOf(const run_profile::RemovalRequest& request,
                    const identity::connected_system::ConnectedSystem& system,
                    base::Timestamp now) {
    Activity activity;
    activity.id = base::newGuid(now);
    activity.created = now;
    activity.executed = now;
    activity.status = ActivityStatus::InProgress;
    activity.targetType = activity::TargetType::ConnectedSystem;
    activity.operation =
        request.withSystem ? activity::TargetOperation::Delete : activity::TargetOperation::Clear;
    activity.targetName = system.name;
    activity.message = "Queued";
    activity.initiator = request.initiator;
    activity.systemId = system.id;
    activity.changeReason = request.reason;
    return activity;
}

}  // namespace

base::Status checkRunType(const connectors::Connector& connector, RunType type) {
    const auto& can = connector.definition().capabilities;
    const bool able = run_profile::synchronises(type) ||
                      (type == RunType::FullImport && can.fullImport) ||
                      (type == RunType::DeltaImport && can.deltaImport) ||
                      (type == RunType::Export && can.exporting);
    if (able) return {};
    return base::fail(
        base::invalidInput("runType", fmt::format("The connector '{}' does not support {}.",
                                                  connector.definition().name, toText(type))));
}

base::Result<Started> QueuedRunControl::start(const StartRequest& request) {
    JIM_ASSIGN(const auto session, parts_.sessions.open());
    JIM_ASSIGN(const auto profile, session->runProfiles().find(request.runProfileId));
    if (!profile)
        return base::fail(base::notFound("The run profile", std::to_string(request.runProfileId)));
    JIM_ASSIGN(const auto system, session->connectedSystems().find(profile->systemId));
    if (!system)
        return base::fail(
            base::notFound("The connected system", std::to_string(profile->systemId)));
    if (system->status == identity::connected_system::ConnectedSystemStatus::Deleting)
        return base::fail(base::invalidState(fmt::format("'{}' is being deleted.", system->name)));
    auto* connector = parts_.connectors.find(system->connectorDefinitionId);
    if (connector == nullptr)
        return base::fail(
            base::invalidState("The connector of this connected system is not installed."));
    JIM_TRY(checkRunType(*connector, profile->runType));

    auto [activity, task, identity] =
        queuedRun(*profile, *system, request.initiator, parts_.clock.now());
    task.allowDeletions = request.allowDeletions;
    task.priority = request.priority;
    // The first snapshot comes before the task can be claimed: a follower never meets a gap.
    parts_.publisher.queued(identity);
    const auto queued = session->transactions().write([&]() -> base::Status {
        JIM_TRY(session->activities().insert(activity));
        return session->queue().enqueue(task);
    });
    if (!queued) parts_.publisher.cancelledWhileQueued(identity, queued.error().message);
    JIM_TRY(queued);
    parts_.wake();
    return Started{activity.id, task.id};
}

base::Result<Started> QueuedRunControl::remove(const run_profile::RemovalRequest& request) {
    JIM_ASSIGN(const auto session, parts_.sessions.open());
    Activity activity;
    WorkerTask task;
    std::optional<progress::RunIdentity> announced;
    const auto queued = session->transactions().write([&]() -> base::Status {
        JIM_ASSIGN(auto system, session->connectedSystems().find(request.systemId));
        if (!system)
            return base::fail(base::notFound("Connected system", std::to_string(request.systemId)));
        JIM_ASSIGN(const bool busy, session->queueQueries().isBusy(system->id));
        if (system->status == ConnectedSystemStatus::Deleting && busy)
            return base::fail(
                base::invalidState(fmt::format("'{}' is being deleted already.", system->name)));
        activity = activityOf(request, *system, parts_.clock.now());
        task.id = base::newGuid(activity.created);
        task.name = fmt::format("{} - {}", system->name, toText(activity.operation));
        task.queued = activity.created;
        task.systemId = system->id;
        task.activityId = activity.id;
        task.initiator = request.initiator;
        announced = identityOf(activity, task, &*system);
        activity.phases = phasesToCome(*announced);
        parts_.publisher.queued(*announced);
        JIM_TRY(session->activities().insert(activity));
        JIM_TRY(session->queue().enqueue(task));
        if (!request.withSystem) return {};
        system->status = ConnectedSystemStatus::Deleting;
        return session->connectedSystems().save(*system);
    });
    if (!queued && announced)
        parts_.publisher.cancelledWhileQueued(*announced, queued.error().message);
    JIM_TRY(queued);
    parts_.wake();
    return Started{activity.id, task.id};
}

base::Status QueuedRunControl::cancel(const base::Guid& activityId) {
    JIM_ASSIGN(const auto session, parts_.sessions.open());
    JIM_TRY(session->transactions().write([&]() -> base::Status {
        JIM_ASSIGN(const auto known, session->queueQueries().taskOfActivity(activityId));
        if (!known)
            return base::fail(
                base::notFound("A queued or running run of activity", base::toText(activityId)));
        JIM_ASSIGN(const auto task, session->queue().cancel(known->id));
        const bool queued = task && (task->status == TaskStatus::Queued ||
                                     task->status == TaskStatus::WaitingForPreviousStep);
        return queued ? endQueued(*session, *task) : base::Status{};
    }));
    parts_.wake();
    return {};
}

base::Status QueuedRunControl::resume(const base::Guid& activityId, const std::string& by) {
    JIM_ASSIGN(const auto session, parts_.sessions.open());
    JIM_TRY(session->transactions().write([&]() -> base::Status {
        JIM_ASSIGN(const auto known, session->queueQueries().taskOfActivity(activityId));
        if (!known)
            return base::fail(
                base::notFound("A queued or running run of activity", base::toText(activityId)));
        JIM_ASSIGN(const bool resumed,
                   session->queue().change(known->id, TaskStatus::Paused, TaskStatus::Processing));
        if (!resumed) return base::fail(base::invalidState("This run is not paused."));
        return noteResumed(*session, activityId, by);
    }));
    parts_.wake();  // Whoever keeps its lease sees that it is in processing again.
    return {};
}

/// While it stands paused nobody else writes its position; the run reads it when it goes on.
base::Status QueuedRunControl::noteResumed(Session& session, const base::Guid& activityId,
                                           const std::string& by) {
    JIM_ASSIGN(const auto activity, session.activities().find(activityId));
    if (!activity) return {};
    JIM_ASSIGN(auto position, session.activities().position(activity->number));
    if (!position) return {};
    for (auto& firing : position->alerts) {
        if (!firing.pauses || firing.resumedAt) continue;
        firing.resumedBy = by;
        firing.resumedAt = parts_.clock.now();
    }
    return session.activities().keepPosition(activity->number, *position);
}

base::Status QueuedRunControl::endQueued(Session& session, const WorkerTask& task) {
    JIM_ASSIGN(auto activity, session.activities().find(task.activityId));
    if (!activity) return {};
    activity->status = ActivityStatus::Cancelled;
    activity->message = "Cancelled before it started.";
    activity->ended = parts_.clock.now();
    activity->stats = activity::Stats{};
    closePhases(activity->phases, activity->status, *activity->ended);
    JIM_TRY(session.activities().update(*activity));
    JIM_TRY(reopen(session, *activity));
    JIM_ASSIGN(const auto system, session.connectedSystems().find(task.systemId));
    parts_.publisher.cancelledWhileQueued(identityOf(*activity, task, system ? &*system : nullptr),
                                          activity->message);
    return {};
}

}  // namespace jim::runs::executor
