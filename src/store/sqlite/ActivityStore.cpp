#include "store/sqlite/ActivityStore.hpp"

#include "store/sqlite/impl/ActivityJson.hpp"
#include "store/sqlite/impl/ActivityRows.hpp"
#include "transport/sqlite/RowWriter.hpp"

#include <map>
#include <set>
#include <string>

namespace jim::store::sqlite {

using namespace runs::activity;
using impl::blobOf;
using impl::micros;
using transport::sqlite::Blob;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

namespace {

constexpr std::int64_t kMostItems = 0xffff'ffff;

std::optional<std::string> statsText(const Activity& activity) {
    return activity.stats ? std::optional{impl::statsJson(*activity.stats)} : std::nullopt;
}

/// What items have in common as far as counts go. A run of millions has a handful of kinds.
struct ItemKind {
    ObjectChangeType changeType = ObjectChangeType::NotSet;
    ItemErrorType errorType = ItemErrorType::NotSet;
    std::int64_t outcomes = 0;

    auto operator<=>(const ItemKind&) const = default;
};

/// Whether an item of this kind changed its object, though perhaps not all of it.
bool isChange(const ItemKind& kind) {
    const bool done = kind.errorType == ItemErrorType::NotSet ||
                      kind.errorType == ItemErrorType::UnresolvedReference ||
                      kind.errorType == ItemErrorType::ImportHashVerificationFailed;
    return done && kind.changeType != ObjectChangeType::NotSet &&
           kind.changeType != ObjectChangeType::NoChange;
}

void add(Stats& stats, const ItemKind& kind, std::int64_t items) {
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

/// Counts the items that a statement gives: changeType, errorType, outcomes, object type. Sums of
/// bits in SQL would cost three times as much.
base::Result<Stats> countItems(Statement& rows) {
    std::map<ItemKind, std::int64_t> kinds;
    std::set<std::string, std::less<>> types;
    auto last = kinds.end();
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) break;
        const ItemKind kind{rows.as<ObjectChangeType>(0), rows.as<ItemErrorType>(1),
                            rows.integer(2)};
        if (last == kinds.end() || last->first != kind) last = kinds.try_emplace(kind).first;
        ++last->second;
        if (const auto type = rows.text(3); !types.contains(type)) types.emplace(type);
    }
    Stats stats;
    for (const auto& [kind, items] : kinds) add(stats, kind, items);
    stats.objectTypes = static_cast<std::int64_t>(types.size());
    return stats;
}

}  // namespace

base::Status ActivityStore::insert(Activity& a) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(connection_.run(
            "INSERT INTO activity VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
            "?13, ?14, ?15, ?16, "
            "?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
            blobOf(a.id), blobOf(a.parent), a.created.micros, micros(a.executed), micros(a.ended),
            a.status, a.targetType, a.operation, a.targetName, a.targetContext, a.message,
            a.initiator.type, blobOf(a.initiator.id), a.initiator.name, a.objectsToProcess,
            a.objectsProcessed, a.warningMessage, a.errorMessage, a.runType, a.systemId,
            a.runProfileId, a.synchronisationRuleId, a.changeReason, a.worker,
            impl::phasesJson(a.phases), statsText(a)));
        a.number = connection_.lastInsertId();
        return {};
    });
}

base::Status ActivityStore::update(const Activity& a) {
    return connection_.atomically([&] {
        return connection_.run(
            "UPDATE activity SET executed = ?2, ended = ?3, status = ?4, target_name = ?5, "
            "target_context = ?6, "
            "message = ?7, objects_to_process = ?8, objects_processed = ?9, warning_message = ?10, "
            "error_message = ?11, worker = ?12, phases = ?13, stats = ?14 WHERE number = ?1",
            a.number, micros(a.executed), micros(a.ended), a.status, a.targetName, a.targetContext,
            a.message, a.objectsToProcess, a.objectsProcessed, a.warningMessage, a.errorMessage,
            a.worker, impl::phasesJson(a.phases), statsText(a));
    });
}

base::Result<std::optional<Activity>> ActivityStore::find(const base::Guid& id) {
    static const std::string kSql =
        fmt::format("SELECT {} FROM activity a WHERE a.id = ?", impl::kActivityColumns);
    JIM_ASSIGN(Statement row, connection_.prepare(kSql));
    JIM_ASSIGN(const bool found, row.bindAll(blobOf(id)).step());
    if (!found) return std::optional<Activity>{};
    return std::optional{impl::activityOf(row)};
}

base::Status ActivityStore::appendItems(std::int64_t activityNumber,
                                        std::span<const ExecutionItem> items) {
    for (const auto& item : items)
        if (item.sequence > kMostItems)
            return base::fail(base::internal("a run has too many items"));
    return transport::sqlite::RowWriter{connection_, "INSERT INTO execution_item VALUES", 11}.write(
        items, [&](const ExecutionItem& item, const auto& bind) {
            bind(impl::itemKey(activityNumber, item.sequence), item.changeType, item.errorType,
                 item.outcomes.packed(), item.externalId, item.displayName, item.objectType,
                 item.cso, item.mvo, item.message, Blob{item.changes});
        });
}

base::Status ActivityStore::keepPosition(std::int64_t activityNumber, const RunPosition& position) {
    return connection_.run(
        "INSERT INTO run_position VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET phases = ?2, "
        "processed = ?3, "
        "unchanged = ?4",
        activityNumber, impl::phasesJson(position.phases), position.processed, position.unchanged);
}

base::Result<std::optional<RunPosition>> ActivityStore::position(std::int64_t activityNumber) {
    JIM_ASSIGN(
        Statement row,
        connection_.prepare(
            "SELECT phases, processed, unchanged FROM run_position WHERE activity_number = ?"));
    JIM_ASSIGN(const bool found, row.bindAll(activityNumber).step());
    if (!found) return std::optional<RunPosition>{};
    return std::optional{RunPosition{impl::phasesOf(row.text(0)), row.integer(1), row.integer(2)}};
}

base::Result<Stats> ActivityStore::countStats(std::int64_t activityNumber) {
    JIM_ASSIGN(const auto position, this->position(activityNumber));
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT change_type, error_type, outcomes, object_type "
                                   "FROM execution_item WHERE key BETWEEN ? AND ?"));
    rows.bindAll(impl::itemKey(activityNumber, 0), impl::itemKey(activityNumber, kMostItems));
    JIM_ASSIGN(Stats stats, countItems(rows));
    if (position) {
        stats.objectsProcessed = position->processed;
        stats.unchanged = position->unchanged;
    }
    return stats;
}

}  // namespace jim::store::sqlite
