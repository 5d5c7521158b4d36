#pragma once

#include "runs/activity/ActivityStore.hpp"
#include "store/ActivityConditions.hpp"
#include "store/ActivityRows.hpp"
#include "store/Pages.hpp"

#include <fmt/format.h>

namespace jim::store {

template <class Connection>
class ActivityQueries final : public runs::activity::ActivityQueries {
public:
    explicit ActivityQueries(Connection& connection) : connection_(connection) {}

    using Activity = runs::activity::Activity;
    using ExecutionItem = runs::activity::ExecutionItem;
    template <class T>
    using PageOf = runs::activity::PageOf<T>;
    using PageRequest = runs::activity::PageRequest;

    [[nodiscard]] base::Result<PageOf<Activity>> activities(
        const runs::activity::ActivityFilter& filter, PageRequest page) override;
    [[nodiscard]] base::Result<PageOf<Activity>> children(const base::Guid& parent,
                                                          PageRequest page) override;
    [[nodiscard]] base::Result<PageOf<ExecutionItem>> items(
        std::int64_t activityNumber, const runs::activity::ItemFilter& filter,
        PageRequest page) override;
    [[nodiscard]] base::Result<std::optional<ExecutionItem>> item(std::int64_t activityNumber,
                                                                  std::int64_t sequence) override;
    [[nodiscard]] base::Result<std::vector<Activity>> recentRuns(std::int32_t systemId,
                                                                 std::size_t limit) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<runs::activity::PageOf<runs::activity::Activity>>
ActivityQueries<Connection>::activities(const runs::activity::ActivityFilter& filter,
                                        PageRequest page) {
    const auto* direction = filter.ascending ? "ASC" : "DESC";
    const auto order =
        fmt::format("{} {}, a.number {}", sortColumn(filter.sortBy), direction, direction);
    return pageOf<Activity>(
        connection_, kActivityColumns, "activity a", conditionsOf(filter), order, page,
        [](const auto& row) -> base::Result<Activity> { return activityOf(row); });
}

template <class Connection>
base::Result<runs::activity::PageOf<runs::activity::Activity>>
ActivityQueries<Connection>::children(const base::Guid& parent, PageRequest page) {
    Conditions conditions;
    conditions.add("a.parent = ?", {parent});
    return pageOf<Activity>(
        connection_, kActivityColumns, "activity a", conditions, "a.number", page,
        [](const auto& row) -> base::Result<Activity> { return activityOf(row); });
}

template <class Connection>
base::Result<runs::activity::PageOf<runs::activity::ExecutionItem>>
ActivityQueries<Connection>::items(std::int64_t activityNumber,
                                   const runs::activity::ItemFilter& filter, PageRequest page) {
    Conditions conditions;
    conditions.add("key BETWEEN ? AND ?",
                   {itemKey(activityNumber, 0), itemKey(activityNumber, 0xffff'ffff)});
    conditions.oneOf("change_type", filter.changeTypes);
    conditions.oneOf("error_type", filter.errorTypes);
    if (filter.errorsOnly) conditions.add("error_type <> 0");
    conditions.contains({"external_id", "display_name"}, filter.search);
    return pageOf<ExecutionItem>(
        connection_, kItemColumns, "execution_item", conditions, "key", page,
        [](const auto& row) -> base::Result<ExecutionItem> { return itemOf(row); });
}

template <class Connection>
base::Result<std::optional<runs::activity::ExecutionItem>> ActivityQueries<Connection>::item(
    std::int64_t activityNumber, std::int64_t sequence) {
    static const std::string kSql =
        fmt::format("SELECT {} FROM execution_item WHERE key = ?", kItemColumns);
    JIM_ASSIGN(auto row, connection_.prepare(kSql));
    JIM_ASSIGN(const bool found, row.bindAll(itemKey(activityNumber, sequence)).step());
    if (!found) return std::optional<ExecutionItem>{};
    return std::optional{itemOf(row)};
}

template <class Connection>
base::Result<std::vector<runs::activity::Activity>> ActivityQueries<Connection>::recentRuns(
    std::int32_t systemId, std::size_t limit) {
    static const std::string kSql = fmt::format(
        "SELECT {} FROM activity a WHERE a.system_id = ? AND a.run_profile_id IS NOT NULL AND "
        "a.ended IS NOT NULL ORDER BY a.number DESC LIMIT ?",
        kActivityColumns);
    std::vector<Activity> runs;
    JIM_ASSIGN(auto rows, connection_.prepare(kSql));
    rows.bindAll(systemId, limit);
    JIM_TRY(eachRow(rows, [&](const auto& row) { runs.push_back(activityOf(row)); }));
    return runs;
}

}  // namespace jim::store
