#include "runs/executor/RunDescription.hpp"

#include "progress/PhaseCatalogue.hpp"
#include "runs/executor/Removal.hpp"

#include <algorithm>

namespace jim::runs::executor {
namespace {

progress::PhaseStatus statusOf(activity::PhaseStatus status) {
    switch (status) {
        case activity::PhaseStatus::Pending:
            return progress::PhaseStatus::Pending;
        case activity::PhaseStatus::Active:
            return progress::PhaseStatus::Active;
        case activity::PhaseStatus::Completed:
            return progress::PhaseStatus::Completed;
        case activity::PhaseStatus::Skipped:
            return progress::PhaseStatus::Skipped;
        case activity::PhaseStatus::Failed:
            return progress::PhaseStatus::Failed;
    }
    return progress::PhaseStatus::Pending;
}

progress::Tally tallyOf(progress::RunKind kind, const activity::Stats& stats) {
    progress::Tally tally;
    switch (kind) {
        case progress::RunKind::Import:
            tally.created = stats.csoAdds;
            tally.updated = stats.csoUpdates;
            tally.deleted = stats.csoDeletes;
            break;
        case progress::RunKind::Synchronisation:
            tally.created = stats.mvoCreated;
            tally.deleted = stats.mvoDeleted;
            break;
        case progress::RunKind::Export:
            tally.created = stats.created;
            tally.deleted = stats.deprovisioned;
            tally.updated = stats.exported - stats.created - stats.deprovisioned;
            break;
        case progress::RunKind::Removal:
            tally.deleted = stats.objectsProcessed;
            break;
    }
    tally.unchanged = stats.unchanged;
    tally.failed = stats.objectErrors;
    return tally;
}

}  // namespace

progress::RunKind kindOf(RunType type) {
    switch (type) {
        case RunType::FullSynchronisation:
        case RunType::DeltaSynchronisation:
            return progress::RunKind::Synchronisation;
        case RunType::Export:
            return progress::RunKind::Export;
        case RunType::FullImport:
        case RunType::DeltaImport:
        case RunType::NotSet:
            break;
    }
    return progress::RunKind::Import;
}

progress::RunKind kindOf(const activity::Activity& activity) {
    if (isRemoval(activity)) return progress::RunKind::Removal;
    return kindOf(static_cast<RunType>(activity.runType.value_or(0)));
}

progress::FinalState finalStateOf(activity::ActivityStatus status) {
    switch (status) {
        case activity::ActivityStatus::Complete:
            return progress::FinalState::Complete;
        case activity::ActivityStatus::CompleteWithWarning:
            return progress::FinalState::CompleteWithWarning;
        case activity::ActivityStatus::CompleteWithError:
            return progress::FinalState::CompleteWithError;
        case activity::ActivityStatus::Cancelled:
            return progress::FinalState::Cancelled;
        case activity::ActivityStatus::FailedWithError:
        case activity::ActivityStatus::InProgress:
        case activity::ActivityStatus::NotSet:
            break;
    }
    return progress::FinalState::FailedWithError;
}

progress::RunIdentity identityOf(const activity::Activity& activity,
                                 const run_queue::WorkerTask& task,
                                 const identity::connected_system::ConnectedSystem* system) {
    progress::RunIdentity identity;
    identity.activityId = activity.id;
    identity.attempt = task.attempt;
    identity.kind = kindOf(activity);
    if (activity.runType) identity.runType = toText(static_cast<RunType>(*activity.runType));
    identity.targetName = activity.targetName;
    identity.targetContext = activity.targetContext;
    identity.connectedSystemId = task.systemId;
    identity.runProfileId = task.runProfileId;
    identity.worker = task.leaseOwner;
    identity.queuedAt = activity.created;
    identity.startedAt = activity.executed.value_or(activity.created);
    identity.phases = progress::catalogue(identity.kind, identity.runType);
    if (system != nullptr)
        for (const auto& objectType : system->objectTypes)
            identity.objectTypes.push_back(objectType.name);
    return identity;
}

progress::Counts countsOf(const activity::Activity& activity, const activity::Stats& stats) {
    progress::Counts counts;
    const auto kind = kindOf(activity);
    counts.objects = tallyOf(kind, stats);
    if (kind == progress::RunKind::Synchronisation) {
        // What was neither made, nor removed, nor left alone, nor failed has been changed.
        const auto rest = stats.objectsProcessed - counts.objects.processed();
        counts.objects.updated = std::max<std::int64_t>(rest, 0);
    }
    counts.set(progress::Extra::Projected, stats.projections);
    counts.set(progress::Extra::Joined, stats.joins);
    counts.set(progress::Extra::Flowed, stats.attributeFlows);
    counts.set(progress::Extra::Disconnected, stats.disconnections);
    counts.set(progress::Extra::Provisioned, stats.provisioned);
    counts.set(progress::Extra::Exported, stats.exported);
    return counts;
}

progress::PastRun pastRunOf(const activity::Activity& activity) {
    progress::PastRun run;
    const auto stats = activity.stats.value_or(activity::Stats{});
    run.objects = stats.objectsProcessed;
    run.counts = countsOf(activity, stats).objects;
    for (const auto& phase : activity.phases)
        if (phase.parentKey.empty() && phase.status == activity::PhaseStatus::Completed)
            run.phases.push_back({phase.key, phase.duration, phase.processed});
    return run;
}

std::vector<progress::PhaseRecord> phaseRecordsOf(const std::vector<activity::Phase>& phases) {
    std::vector<progress::PhaseRecord> records;
    for (const auto& phase : phases) {
        progress::PhaseRecord record;
        record.key = phase.key;
        record.name = phase.name;
        record.parentKey = phase.parentKey;
        record.order = phase.order;
        record.status = statusOf(phase.status);
        record.started = phase.started;
        record.ended = phase.ended;
        record.duration = phase.duration;
        record.processed = phase.processed;
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace jim::runs::executor
