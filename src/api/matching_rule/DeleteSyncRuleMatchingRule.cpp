#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

Route deleteSyncRuleMatchingRule() {
    return {
        .method = Method::Delete,
        .path = "/synchronisation/sync-rules/{id:int}/matching-rules/{rule:int}",
        .access = Level::Administrator,
        .summary = "Removes a matching rule of a synchronisation rule.",
        .query = "changeReason?",
        .successes = {{204}},
        .run = [](Call& call) { return remove(call, syncRuleOwner); },
    };
}

}  // namespace jim::api::matching_rule
