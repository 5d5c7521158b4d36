#include "store/ActivityConditions.hpp"

#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <array>

namespace jim::store {

using namespace runs::activity;

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
                sql += fmt::format("{}COALESCE(CAST(a.stats ->> '{}' AS BIGINT), 0) > 0",
                                   sql.empty() ? "" : " OR ", member);
    if (!sql.empty()) conditions.add(sql);
}

}  // namespace

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
    if (filter.scheduledOnly && *filter.scheduledOnly)
        conditions.add("1 = 0");  // No schedules yet.
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

}  // namespace jim::store
