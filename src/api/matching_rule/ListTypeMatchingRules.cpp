#include "api/matching_rule/Documents.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

namespace {

base::Result<Reply> runListTypeMatchingRules(Call& call) {
    JIM_ASSIGN(const auto configuration, synchronisation_rule::load(call));
    JIM_ASSIGN(const auto owner, systemOwner(call, configuration));
    const auto type = call.integer("ot");
    if (owner.system->findObjectType(type) == nullptr)
        return base::fail(base::notFound("Object type", std::to_string(type)));
    JIM_ASSIGN(const auto all, call.session().rules().matchingRules());
    Json::Array rows;
    for (const auto& matching : all)
        if (owns(owner, matching) && matching.objectTypeId == type)
            rows.push_back(ruleOf(matching, owner, configuration));
    return ok(std::move(rows));
}

}  // namespace

Route listTypeMatchingRules() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/object-types/{ot:int}/matching-rules",
        .access = Level::Reader,
        .summary = "Lists the matching rules of an object type, in order.",
        .successes = {{200, "MatchingRule[]"}},
        .run = runListTypeMatchingRules,
    };
}

}  // namespace jim::api::matching_rule
