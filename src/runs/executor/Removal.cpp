#include "runs/executor/Removal.hpp"

#include "runs/run_profile/PhaseRecords.hpp"

#include <algorithm>

namespace jim::runs::executor {

using activity::TargetOperation;
using activity::TargetType;
using identity::connected_system::ConnectedSystemStatus;
using identity::connector_space::CsoId;

namespace {

constexpr std::size_t kBatch = 1000;
constexpr auto kUnnamedType = static_cast<std::size_t>(-1);

}  // namespace

bool isRemoval(const activity::Activity& activity) {
    return activity.targetType == TargetType::ConnectedSystem &&
           (activity.operation == TargetOperation::Delete ||
            activity.operation == TargetOperation::Clear);
}

bool isDeletion(const activity::Activity& activity) {
    return isRemoval(activity) && activity.operation == TargetOperation::Delete;
}

base::Status removeObjects(const RemovalParts& parts) {
    auto& space = parts.session.connectorSpace();
    auto& progress = parts.progress;
    progress.enter("removal.prepare");
    std::vector<CsoId> all;
    JIM_TRY(space.forEachKnown(parts.task.systemId,
                               [&](const auto& known) { all.push_back(known.id); }));
    progress.enter("removal.objects");
    progress.total(static_cast<std::int64_t>(all.size()), progress::TotalKind::Exact,
                   progress::TotalSource::Counted);
    activity::RunPosition position = parts.position;
    const auto batch = parts.throttle.batch(kBatch);
    for (std::size_t at = 0; at < all.size(); at += batch) {
        if (parts.stop.stop_requested()) return base::fail(base::cancelled());
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = static_cast<std::ptrdiff_t>(std::min(batch, all.size() - at));
        identity::connector_space::ConnectorSpaceChanges changes;
        changes.removed.assign(first, first + count);
        position.processed += count;
        JIM_TRY(parts.session.transactions().write([&]() -> base::Status {
            JIM_TRY(parts.session.queue().check({parts.task.id, parts.task.attempt}));
            JIM_TRY(space.apply(changes));
            position.phases = run_profile::activityPhases(progress.phases());
            return parts.session.activities().keepPosition(parts.activityNumber, position);
        }));
        progress.finished(kUnnamedType, progress::Outcome::Deleted, count);
        progress.spent(progress::TimeShare::Idle, parts.throttle.keep(count, parts.stop));
    }
    progress.enter("removal.record");
    return {};
}

void countRemoved(const activity::Activity& activity, activity::Stats& stats) {
    if (!isRemoval(activity)) return;
    stats.csoDeletes = stats.objectsProcessed;
    stats.objectChanges = stats.objectsProcessed;
}

base::Status reopen(Session& session, const activity::Activity& activity) {
    if (!isDeletion(activity)) return {};
    JIM_ASSIGN(auto system, session.connectedSystems().find(activity.systemId.value_or(0)));
    if (!system || system->status != ConnectedSystemStatus::Deleting) return {};
    system->status = ConnectedSystemStatus::Active;
    return session.connectedSystems().save(*system);
}

}  // namespace jim::runs::executor
