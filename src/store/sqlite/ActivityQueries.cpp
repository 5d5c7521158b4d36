#include "store/sqlite/ActivityQueries.hpp"

#include "foundation/base/EnumText.hpp"
#include "store/sqlite/impl/ActivityRows.hpp"
#include "store/sqlite/impl/Conditions.hpp"

#include <array>

namespace jim::store::sqlite {

using namespace runs::activity;
using impl::Conditions;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

namespace {

struct OutcomeMember {
    std::string_view outcome;
    std::string_view member;
};

/// ActivityOutcomeType -> the member of the stats that must be over zero.
constexpr auto kOutcomes = std::to_array<OutcomeMember>({
    {"Added", "csoAdds"},
    {"Updated", "csoUpdates"},
    {"Deleted", "csoDeletes"},
    {"Projected", "projections"},
    {"Joined", "joins"},
    {"AttributeFlows", "attributeFlows"},
    {"Disconnected", "disconnections"},
    {"DriftCorrections", "driftCorrections"},
    {"Provisioned", "provisioned"},
    {"Exported", "exported"},
    {"Deprovisioned", "deprovisioned"},
    {"Created", "created"},
    {"PendingExports", "pendingExports"},
    {"Errors", "objectErrors"},
});

void addOutcomes(Conditions& conditions, const std::vector<std::string>& outcomes) {
    std::string sql;
    for (const auto& wanted : outcomes)
        for (const auto& [outcome, member] : kOutcomes)
            if (base::equalsIgnoringCase(outcome, wanted))
                sql += fmt::format("{}COALESCE(json_extract(a.stats, '$.{}'), 0) > 0",
                                   sql.empty() ? "" : " OR ", member);
    if (!sql.empty()) conditions.add(sql);
}

Conditions conditionsOf(const ActivityFilter& filter) {
    Conditions conditions;
    conditions.add("a.parent IS NULL");
    conditions.contains({"a.target_name", "a.target_context", "a.initiator_name"}, filter.search);
    conditions.oneOf("a.target_type", filter.targetTypes);
    conditions.oneOf("a.initiator_type", filter.initiatorTypes);
    conditions.oneOf("a.operation", filter.operations);
    conditions.oneOf("a.status", filter.statuses);
    addOutcomes(conditions, filter.outcomes);
    if (filter.initiatedById) conditions.add("a.initiator_id = ?", {*filter.initiatedById});
    conditions.contains({"a.initiator_name"}, filter.initiatedBy);
    if (filter.hasChildActivities)
        conditions.add(fmt::format("{}EXISTS (SELECT 1 FROM activity c WHERE c.parent = a.id)",
                                   *filter.hasChildActivities ? "" : "NOT "));
    if (filter.createdFrom) conditions.add("a.created >= ?", {filter.createdFrom->micros});
    if (filter.createdTo) conditions.add("a.created <= ?", {filter.createdTo->micros});
    conditions.oneOf("a.target_context", filter.connectedSystems);
    conditions.oneOf("a.target_name", filter.runProfiles);
    if (filter.scheduledOnly && *filter.scheduledOnly) conditions.add("0");  // No schedules yet.
    return conditions;
}

std::string_view sortColumn(const std::string& sortBy) {
    if (base::equalsIgnoringCase(sortBy, "status")) return "a.status";
    if (base::equalsIgnoringCase(sortBy, "type") ||
        base::equalsIgnoringCase(sortBy, "targettype") ||
        base::equalsIgnoringCase(sortBy, "target_type"))
        return "a.target_type";
    if (base::equalsIgnoringCase(sortBy, "target") ||
        base::equalsIgnoringCase(sortBy, "targetname") ||
        base::equalsIgnoringCase(sortBy, "target_name"))
        return "a.target_name";
    return "a.created";
}

/// One page of what `from` and the conditions give, and how many there are in all.
template <class T, class Read>
base::Result<PageOf<T>> pageOf(Connection& connection, std::string_view columns,
                               std::string_view from, const Conditions& conditions,
                               std::string_view order, PageRequest page, Read read) {
    PageOf<T> result;
    JIM_ASSIGN(Statement count, connection.prepare(fmt::format("SELECT COUNT(*) FROM {}{}", from,
                                                               conditions.where())));
    conditions.bind(count);
    JIM_ASSIGN([[maybe_unused]] const bool counted, count.step());
    result.totalCount = count.integer(0);
    JIM_ASSIGN(Statement rows,
               connection.prepare(fmt::format("SELECT {} FROM {}{} ORDER BY {} LIMIT ? OFFSET ?",
                                              columns, from, conditions.where(), order)));
    const int next = conditions.bind(rows);
    rows.bind(next, page.limit).bind(next + 1, page.offset);
    JIM_TRY(impl::eachRow(rows, [&](const Statement& row) { result.items.push_back(read(row)); }));
    return result;
}

}  // namespace

base::Result<PageOf<Activity>> ActivityQueries::activities(const ActivityFilter& filter,
                                                           PageRequest page) {
    const auto* direction = filter.ascending ? "ASC" : "DESC";
    const auto order =
        fmt::format("{} {}, a.number {}", sortColumn(filter.sortBy), direction, direction);
    return pageOf<Activity>(connection_, impl::kActivityColumns, "activity a", conditionsOf(filter),
                            order, page, impl::activityOf);
}

base::Result<PageOf<Activity>> ActivityQueries::children(const base::Guid& parent,
                                                         PageRequest page) {
    Conditions conditions;
    conditions.add("a.parent = ?", {parent});
    return pageOf<Activity>(connection_, impl::kActivityColumns, "activity a", conditions,
                            "a.number", page, impl::activityOf);
}

base::Result<PageOf<ExecutionItem>> ActivityQueries::items(std::int64_t activityNumber,
                                                           const ItemFilter& filter,
                                                           PageRequest page) {
    Conditions conditions;
    conditions.add("key BETWEEN ? AND ?",
                   {impl::itemKey(activityNumber, 0), impl::itemKey(activityNumber, 0xffff'ffff)});
    conditions.oneOf("change_type", filter.changeTypes);
    conditions.oneOf("error_type", filter.errorTypes);
    if (filter.errorsOnly) conditions.add("error_type <> 0");
    conditions.contains({"external_id", "display_name"}, filter.search);
    return pageOf<ExecutionItem>(connection_, impl::kItemColumns, "execution_item", conditions,
                                 "key", page, impl::itemOf);
}

base::Result<std::optional<ExecutionItem>> ActivityQueries::item(std::int64_t activityNumber,
                                                                 std::int64_t sequence) {
    static const std::string kSql =
        fmt::format("SELECT {} FROM execution_item WHERE key = ?", impl::kItemColumns);
    JIM_ASSIGN(Statement row, connection_.prepare(kSql));
    JIM_ASSIGN(const bool found, row.bindAll(impl::itemKey(activityNumber, sequence)).step());
    if (!found) return std::optional<ExecutionItem>{};
    return std::optional{impl::itemOf(row)};
}

base::Result<std::vector<Activity>> ActivityQueries::recentRuns(std::int32_t systemId,
                                                                std::size_t limit) {
    static const std::string kSql = fmt::format(
        "SELECT {} FROM activity a WHERE a.system_id = ? AND a.run_profile_id IS NOT NULL AND "
        "a.ended IS NOT NULL ORDER BY a.number DESC LIMIT ?",
        impl::kActivityColumns);
    std::vector<Activity> runs;
    JIM_ASSIGN(Statement rows, connection_.prepare(kSql));
    rows.bindAll(systemId, limit);
    JIM_TRY(
        impl::eachRow(rows, [&](const Statement& row) { runs.push_back(impl::activityOf(row)); }));
    return runs;
}

}  // namespace jim::store::sqlite
