#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

Route updateSyncRuleMatchingRule() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/sync-rules/{id:int}/matching-rules/{rule:int}",
        .access = Level::Administrator,
        .summary =
            "Changes a matching rule of a synchronisation rule; what is left out stays as it is.",
        .body =
            "order?:int, metaverseObjectTypeId?:int, targetMetaverseAttributeId?:int, "
            "sources?:MatchingRuleSourceInput[], caseSensitive?:bool, changeReason?",
        .successes = {{200, "MatchingRule"}},
        .run = [](Call& call) { return update(call, syncRuleOwner); },
    };
}

}  // namespace jim::api::matching_rule
