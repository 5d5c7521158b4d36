#pragma once

#include "runs/activity/ActivityStore.hpp"
#include "store/ActivityJson.hpp"
#include "store/ActivityRows.hpp"
#include "store/ExecutionStats.hpp"
#include "store/Rows.hpp"

#include <fmt/format.h>

namespace jim::store {

namespace impl {

constexpr std::int64_t kMostItems = 0xffff'ffff;

inline std::optional<std::string> statsText(const runs::activity::Activity& activity) {
    return activity.stats ? std::optional{statsJson(*activity.stats)} : std::nullopt;
}

}  // namespace impl

template <class Connection>
class ActivityStore final : public runs::activity::ActivityStore {
public:
    explicit ActivityStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Status insert(runs::activity::Activity& activity) override;
    [[nodiscard]] base::Status update(const runs::activity::Activity& activity) override;
    [[nodiscard]] base::Result<std::optional<runs::activity::Activity>> find(
        const base::Guid& id) override;
    [[nodiscard]] base::Status appendItems(
        std::int64_t activityNumber, std::span<const runs::activity::ExecutionItem> items) override;
    [[nodiscard]] base::Status keepPosition(std::int64_t activityNumber,
                                            const runs::activity::RunPosition& position) override;
    [[nodiscard]] base::Result<std::optional<runs::activity::RunPosition>> position(
        std::int64_t activityNumber) override;
    [[nodiscard]] base::Result<runs::activity::Stats> countStats(
        std::int64_t activityNumber) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Status ActivityStore<Connection>::insert(runs::activity::Activity& a) {
    static const std::string kSql = fmt::format(
        "INSERT INTO activity VALUES ({}, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
        "?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27) RETURNING number",
        nextId(connection_, "activity", "number"));
    return connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(
            a.number,
            connection_.integer(
                kSql, std::nullopt, bytesOf(a.id), bytesOf(a.parent), a.created.micros,
                micros(a.executed), micros(a.ended), a.status, a.targetType, a.operation,
                a.targetName, a.targetContext, a.message, a.initiator.type, bytesOf(a.initiator.id),
                a.initiator.name, a.objectsToProcess, a.objectsProcessed, a.warningMessage,
                a.errorMessage, a.runType, a.systemId, a.runProfileId, a.synchronisationRuleId,
                a.changeReason, a.worker, phasesJson(a.phases), impl::statsText(a)));
        return {};
    });
}

template <class Connection>
base::Status ActivityStore<Connection>::update(const runs::activity::Activity& a) {
    return connection_.atomically([&] {
        return connection_.run(
            "UPDATE activity SET executed = ?2, ended = ?3, status = ?4, target_name = ?5, "
            "target_context = ?6, "
            "message = ?7, objects_to_process = ?8, objects_processed = ?9, warning_message = ?10, "
            "error_message = ?11, worker = ?12, phases = ?13, stats = ?14 WHERE number = ?1",
            a.number, micros(a.executed), micros(a.ended), a.status, a.targetName, a.targetContext,
            a.message, a.objectsToProcess, a.objectsProcessed, a.warningMessage, a.errorMessage,
            a.worker, phasesJson(a.phases), impl::statsText(a));
    });
}

template <class Connection>
base::Result<std::optional<runs::activity::Activity>> ActivityStore<Connection>::find(
    const base::Guid& id) {
    static const std::string kSql =
        fmt::format("SELECT {} FROM activity a WHERE a.id = ?", kActivityColumns);
    JIM_ASSIGN(auto row, connection_.prepare(kSql));
    JIM_ASSIGN(const bool found, row.bindAll(bytesOf(id)).step());
    if (!found) return std::optional<runs::activity::Activity>{};
    return std::optional{activityOf(row)};
}

template <class Connection>
base::Status ActivityStore<Connection>::appendItems(
    std::int64_t activityNumber, std::span<const runs::activity::ExecutionItem> items) {
    for (const auto& item : items)
        if (item.sequence > impl::kMostItems)
            return base::fail(base::internal("a run has too many items"));
    return insertRows(connection_, "execution_item", 11, items,
                      [&](const runs::activity::ExecutionItem& item, const auto& bind) {
                          bind(itemKey(activityNumber, item.sequence), item.changeType,
                               item.errorType, item.outcomes.packed(), item.externalId,
                               item.displayName, item.objectType, item.cso, item.mvo, item.message,
                               Bytes{item.changes});
                      });
}

template <class Connection>
base::Status ActivityStore<Connection>::keepPosition(std::int64_t activityNumber,
                                                     const runs::activity::RunPosition& position) {
    return connection_.run(
        "INSERT INTO run_position VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (activity_number) DO "
        "UPDATE SET phases = ?2, processed = ?3, unchanged = ?4, items = ?5, alerts = ?6",
        activityNumber, phasesJson(position.phases), position.processed, position.unchanged,
        position.items, alertsJson(position.alerts));
}

template <class Connection>
base::Result<std::optional<runs::activity::RunPosition>> ActivityStore<Connection>::position(
    std::int64_t activityNumber) {
    JIM_ASSIGN(auto row,
               connection_.prepare("SELECT phases, processed, unchanged, items, alerts FROM "
                                   "run_position WHERE activity_number = ?"));
    JIM_ASSIGN(const bool found, row.bindAll(activityNumber).step());
    if (!found) return std::optional<runs::activity::RunPosition>{};
    return std::optional{runs::activity::RunPosition{phasesOf(row.text(0)), row.integer(1),
                                                     row.integer(2), row.integer(3),
                                                     alertsOf(row.text(4))}};
}

template <class Connection>
base::Result<runs::activity::Stats> ActivityStore<Connection>::countStats(
    std::int64_t activityNumber) {
    JIM_ASSIGN(const auto position, this->position(activityNumber));
    JIM_ASSIGN(auto rows, connection_.prepare(itemKindsQuery(Connection::kFetchesWhole)));
    rows.bindAll(itemKey(activityNumber, 0), itemKey(activityNumber, impl::kMostItems));
    ExecutionStats counted;
    JIM_TRY(eachRow(rows, [&](const auto& row) {
        counted.add({row.template as<runs::activity::ObjectChangeType>(0),
                     row.template as<runs::activity::ItemErrorType>(1), row.integer(2)},
                    row.text(3), row.integer(4));
    }));
    runs::activity::Stats stats = counted.stats();
    if (position) {
        stats.objectsProcessed = position->processed;
        stats.unchanged = position->unchanged;
        stats.alerts = position->alerts;
    }
    return stats;
}

}  // namespace jim::store
