#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

Route updateTypeMatchingRule() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/connected-systems/{cs:int}/matching-rules/{rule:int}",
        .access = Level::Administrator,
        .summary = "Changes a matching rule of an object type; what is left out stays as it is.",
        .body =
            "order?:int, metaverseObjectTypeId?:int, targetMetaverseAttributeId?:int, "
            "sources?:MatchingRuleSourceInput[], caseSensitive?:bool, changeReason?",
        .successes = {{200, "MatchingRule"}},
        .run = [](Call& call) { return update(call, systemOwner); },
    };
}

}  // namespace jim::api::matching_rule
