#include "api/matching_rule/Documents.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

namespace {

base::Result<Reply> runListSyncRuleMatchingRules(Call& call) {
    JIM_ASSIGN(const auto configuration, synchronisation_rule::load(call));
    JIM_ASSIGN(const auto owner, syncRuleOwner(call, configuration));
    JIM_ASSIGN(const auto all, call.session().rules().matchingRules());
    Json::Array rows;
    for (const auto& matching : all)
        if (owns(owner, matching)) rows.push_back(ruleOf(matching, owner, configuration));
    return ok(std::move(rows));
}

}  // namespace

Route listSyncRuleMatchingRules() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/sync-rules/{id:int}/matching-rules",
        .access = Level::Reader,
        .summary = "Lists the matching rules of a synchronisation rule, in order.",
        .successes = {{200, "MatchingRule[]"}},
        .run = runListSyncRuleMatchingRules,
    };
}

}  // namespace jim::api::matching_rule
