#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"
#include "api/operation/Paging.hpp"
#include "api/operation/Reader.hpp"
#include "foundation/base/EnumText.hpp"

#include <algorithm>

namespace jim::api::activity {

using namespace operation;
using runs::activity::ActivityFilter;

namespace {

constexpr std::string_view kOutcomes[] = {
    "Added",          "Updated",      "Deleted",          "Projected",   "Joined",
    "AttributeFlows", "Disconnected", "DriftCorrections", "Provisioned", "Exported",
    "Deprovisioned",  "Created",      "PendingExports",   "Errors",
};

/// Outcomes are counts of a run, so they have no enum of their own below the interface.
std::vector<std::string> readOutcomes(Reader& query) {
    auto outcomes = query.texts("outcome");
    for (const auto& outcome : outcomes)
        if (std::ranges::none_of(kOutcomes, [&](std::string_view known) {
                return base::equalsIgnoringCase(known, outcome);
            }))
            query.unknownName("outcome", kOutcomes);
    return outcomes;
}

base::Result<ActivityFilter> readFilter(const Call& call) {
    Reader query = Reader::ofQuery(call);
    ActivityFilter filter;
    filter.search = query.text("search", {0, 500}).value_or("");
    filter.targetTypes = query.allNamed("targetType", runs::activity::parseTargetType);
    filter.initiatorTypes = query.allNamed("initiatorType", runs::activity::parseInitiatorType);
    filter.operations = query.allNamed("operation", runs::activity::parseTargetOperation);
    filter.statuses = query.allNamed("status", runs::activity::parseActivityStatus);
    filter.outcomes = readOutcomes(query);
    filter.initiatedById = query.guid("initiatedById");
    filter.initiatedBy = query.text("initiatedBy", {0, 500}).value_or("");
    filter.hasChildActivities = query.boolean("hasChildActivities");
    filter.createdFrom = query.time("createdFrom");
    filter.createdTo = query.time("createdTo");
    filter.connectedSystems = query.texts("connectedSystem");
    filter.runProfiles = query.texts("runProfile");
    filter.scheduledOnly = query.boolean("scheduledOnly");
    // No activity has a schedule yet, so whoever asks for those of one gets none.
    if (!query.guids("scheduleId").empty()) filter.scheduledOnly = true;
    JIM_TRY(query.finish());
    return filter;
}

base::Result<Reply> runListActivities(Call& call) {
    JIM_ASSIGN(const Page page, readPage(call));
    JIM_ASSIGN(ActivityFilter filter, readFilter(call));
    filter.sortBy = page.sortBy;
    // Newest first, unless an order is asked for.
    filter.ascending = page.directionGiven ? !page.descending : !page.sortBy.empty();
    JIM_ASSIGN(const auto found,
               call.session().activityQueries().activities(filter, page.request()));
    JIM_ASSIGN(auto rows, headersOf(call, found.items));
    return ok(envelope(std::move(rows), found.totalCount, page));
}

}  // namespace

Route listActivities() {
    return {
        .method = Method::Get,
        .path = "/activities",
        .access = Level::Reader,
        .summary = "Lists what was done and by whom, runs included, newest first.",
        .query =
            "page:int=1, pageSize:int=25, sortBy?, sortDirection?, filter?, search?, "
            "targetType*:E:ActivityTargetType, initiatorType*:E:ActivityInitiatorType, "
            "operation*:E:ActivityTargetOperationType, outcome*:E:ActivityOutcomeType, "
            "status*:E:ActivityStatus, "
            "initiatedById?:guid, initiatedBy?, hasChildActivities?:bool, createdFrom?:ts, "
            "createdTo?:ts, connectedSystem*, runProfile*, scheduledOnly?:bool, "
            "scheduleId*:guid",
        .successes = {{200, "page:ActivityHeader"}},
        .run = runListActivities,
    };
}

}  // namespace jim::api::activity
