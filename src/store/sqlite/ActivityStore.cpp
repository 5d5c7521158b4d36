#include "store/sqlite/ActivityStore.hpp"

#include "store/sqlite/impl/ActivityJson.hpp"
#include "store/sqlite/impl/ActivityRows.hpp"
#include "transport/sqlite/RowWriter.hpp"

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

/// How often an outcome was counted in all items of a run: four bits of each row's number.
std::string sumOf(ItemOutcome outcome) {
    return fmt::format("SUM((outcomes >> {}) & 15)", 4 * static_cast<int>(outcome));
}

std::string statsQuery() {
    std::string sql = "SELECT COUNT(*), SUM(error_type <> 0), COUNT(DISTINCT object_type), ";
    sql += "SUM(change_type NOT IN (0, 13) AND error_type IN (0, 7, 19)), ";
    sql +=
        "SUM(((outcomes >> 20) & 15) > 0 AND ((outcomes >> 12) & 15) = 0 AND ((outcomes >> 28) & "
        "15) = 0), ";
    sql += "SUM(change_type = 10), SUM(change_type = 16)";
    for (int outcome = 0; outcome < static_cast<int>(kItemOutcomes); ++outcome)
        sql += ", " + sumOf(static_cast<ItemOutcome>(outcome));
    return sql + " FROM execution_item WHERE key BETWEEN ?1 AND ?2";
}

constexpr int kFirstSum = 7;

std::int64_t sum(const Statement& row, ItemOutcome outcome) {
    return row.integer(kFirstSum + static_cast<int>(outcome));
}

Stats statsOfRow(const Statement& row) {
    Stats stats;
    stats.objectErrors = row.integer(1);
    stats.objectTypes = row.integer(2);
    stats.objectChanges = row.integer(3);
    stats.mvoUpdated = row.integer(4);
    stats.driftCorrections = row.integer(5);
    stats.created = row.integer(6);
    stats.csoAdds = sum(row, ItemOutcome::CsoAdded);
    stats.csoUpdates = sum(row, ItemOutcome::CsoUpdated);
    stats.csoDeletes = sum(row, ItemOutcome::CsoDeleted);
    stats.projections = stats.mvoCreated = sum(row, ItemOutcome::Projected);
    stats.joins = sum(row, ItemOutcome::Joined);
    stats.attributeFlows = sum(row, ItemOutcome::AttributeFlow);
    stats.disconnections = sum(row, ItemOutcome::Disconnected);
    stats.mvoDeleted = sum(row, ItemOutcome::MvoDeleted);
    stats.provisioned = sum(row, ItemOutcome::Provisioned);
    stats.pendingExports = sum(row, ItemOutcome::PendingExportCreated);
    stats.exported = sum(row, ItemOutcome::Exported);
    stats.deprovisioned = sum(row, ItemOutcome::Deprovisioned);
    stats.pendingExportsConfirmed = sum(row, ItemOutcome::ExportConfirmed);
    stats.pendingExportsFailed = sum(row, ItemOutcome::ExportFailed);
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
    static const std::string kSql = statsQuery();
    JIM_ASSIGN(const auto position, this->position(activityNumber));
    JIM_ASSIGN(Statement row, connection_.prepare(kSql));
    JIM_ASSIGN(
        [[maybe_unused]] const bool found,
        row.bindAll(impl::itemKey(activityNumber, 0), impl::itemKey(activityNumber, kMostItems))
            .step());
    Stats stats = statsOfRow(row);
    if (position) {
        stats.objectsProcessed = position->processed;
        stats.unchanged = position->unchanged;
    }
    return stats;
}

}  // namespace jim::store::sqlite
