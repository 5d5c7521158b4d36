#include "runs/executor/QueuedRun.hpp"

#include "progress/PhaseTrack.hpp"
#include "runs/run_profile/PhaseRecords.hpp"

#include <fmt/format.h>

namespace jim::runs::executor {
namespace {

using activity::Activity;
using activity::ActivityStatus;
using run_profile::RunProfile;

Activity activityOf(const RunProfile& profile,
                    const identity::connected_system::ConnectedSystem& system,
                    const activity::Initiator& initiator, base::Timestamp now) {
    Activity activity;
    activity.id = base::newGuid(now);
    activity.created = now;
    activity.executed = now;
    activity.status = ActivityStatus::InProgress;
    activity.targetType = activity::TargetType::ConnectedSystemRunProfile;
    activity.operation = activity::TargetOperation::Execute;
    activity.targetName = profile.name;
    activity.targetContext = system.name;
    activity.message = "Queued";
    activity.initiator = initiator;
    activity.runType = static_cast<std::uint8_t>(profile.runType);
    activity.systemId = system.id;
    activity.runProfileId = profile.id;
    return activity;
}

}  // namespace

QueuedRun queuedRun(const RunProfile& profile,
                    const identity::connected_system::ConnectedSystem& system,
                    const activity::Initiator& initiator, base::Timestamp now) {
    QueuedRun run{activityOf(profile, system, initiator, now), {}, {}};
    run.task.id = base::newGuid(now);
    run.task.name = fmt::format("{} - {}", system.name, profile.name);
    run.task.queued = now;
    run.task.systemId = system.id;
    run.task.runProfileId = profile.id;
    run.task.activityId = run.activity.id;
    run.task.initiator = initiator;
    run.identity = identityOf(run.activity, run.task, &system);
    run.activity.phases = phasesToCome(run.identity);
    return run;
}

std::vector<activity::Phase> phasesToCome(const progress::RunIdentity& run) {
    return run_profile::activityPhases(progress::PhaseTrack{run.phases}.records({}));
}

}  // namespace jim::runs::executor
