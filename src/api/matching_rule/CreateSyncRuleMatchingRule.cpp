#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

#include <fmt/format.h>

namespace jim::api::matching_rule {

using namespace operation;

Route createSyncRuleMatchingRule() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/sync-rules/{id:int}/matching-rules",
        .access = Level::Administrator,
        .summary = "Adds a matching rule to a synchronisation rule: all of its sources must match.",
        .body =
            "targetMetaverseAttributeId!:int, sources!:MatchingRuleSourceInput[], order?:int, "
            "caseSensitive:bool=true, changeReason?",
        .successes = {{201, "MatchingRule"}},
        .run =
            [](Call& call) {
                return create(call, syncRuleOwner,
                              fmt::format("/synchronisation/sync-rules/{}/matching-rules",
                                          call.integer("id")));
            },
    };
}

}  // namespace jim::api::matching_rule
