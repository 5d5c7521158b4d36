#include "store/ExecutionStats.hpp"

namespace jim::store {

using runs::activity::ItemErrorType;
using runs::activity::ItemOutcome;
using runs::activity::ObjectChangeType;
using runs::activity::Outcomes;
using runs::activity::Stats;

namespace {

/// Whether an item of this kind changed its object, though perhaps not all of it.
bool isChange(const ItemKind& kind) {
    const bool done = kind.errorType == ItemErrorType::NotSet ||
                      kind.errorType == ItemErrorType::UnresolvedReference ||
                      kind.errorType == ItemErrorType::ImportHashVerificationFailed;
    return done && kind.changeType != ObjectChangeType::NotSet &&
           kind.changeType != ObjectChangeType::NoChange;
}

void count(Stats& stats, const ItemKind& kind, std::int64_t items) {
    const Outcomes outcomes{kind.outcomes};
    const auto times = [&](ItemOutcome outcome) {
        return items * static_cast<std::int64_t>(outcomes.count(outcome));
    };
    const bool updated = outcomes.count(ItemOutcome::AttributeFlow) > 0 &&
                         outcomes.count(ItemOutcome::Projected) == 0 &&
                         outcomes.count(ItemOutcome::MvoDeleted) == 0;
    stats.objectErrors += kind.errorType != ItemErrorType::NotSet ? items : 0;
    stats.objectChanges += isChange(kind) ? items : 0;
    stats.mvoUpdated += updated ? items : 0;
    stats.driftCorrections += kind.changeType == ObjectChangeType::DriftCorrection ? items : 0;
    stats.created += kind.changeType == ObjectChangeType::Created ? items : 0;
    stats.csoAdds += times(ItemOutcome::CsoAdded);
    stats.csoUpdates += times(ItemOutcome::CsoUpdated);
    stats.csoDeletes += times(ItemOutcome::CsoDeleted);
    stats.projections += times(ItemOutcome::Projected);
    stats.mvoCreated += times(ItemOutcome::Projected);
    stats.joins += times(ItemOutcome::Joined);
    stats.attributeFlows += times(ItemOutcome::AttributeFlow);
    stats.disconnections += times(ItemOutcome::Disconnected);
    stats.mvoDeleted += times(ItemOutcome::MvoDeleted);
    stats.provisioned += times(ItemOutcome::Provisioned);
    stats.pendingExports += times(ItemOutcome::PendingExportCreated);
    stats.exported += times(ItemOutcome::Exported);
    stats.deprovisioned += times(ItemOutcome::Deprovisioned);
    stats.pendingExportsConfirmed += times(ItemOutcome::ExportConfirmed);
    stats.pendingExportsFailed += times(ItemOutcome::ExportFailed);
}

}  // namespace

std::string_view itemKindsQuery(bool isGrouped) {
    return isGrouped ? "SELECT change_type, error_type, outcomes, object_type, COUNT(*) "
                       "FROM execution_item WHERE key BETWEEN ? AND ? GROUP BY 1, 2, 3, 4"
                     : "SELECT change_type, error_type, outcomes, object_type, 1 "
                       "FROM execution_item WHERE key BETWEEN ? AND ?";
}

void ExecutionStats::add(const ItemKind& kind, std::string_view objectType, std::int64_t items) {
    if (last_ == kinds_.end() || last_->first != kind) last_ = kinds_.try_emplace(kind).first;
    last_->second += items;
    if (!types_.contains(objectType)) types_.emplace(objectType);
}

Stats ExecutionStats::stats() const {
    Stats stats;
    for (const auto& [kind, items] : kinds_) count(stats, kind, items);
    stats.objectTypes = static_cast<std::int64_t>(types_.size());
    return stats;
}

}  // namespace jim::store
