#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

#include <fmt/format.h>

namespace jim::api::matching_rule {

using namespace operation;

Route createTypeMatchingRule() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/matching-rules",
        .access = Level::Administrator,
        .summary = "Adds a matching rule to an object type: all of its sources must match.",
        .body =
            "connectedSystemObjectTypeId!:int, metaverseObjectTypeId!:int, "
            "targetMetaverseAttributeId!:int, sources!:MatchingRuleSourceInput[], order?:int, "
            "caseSensitive:bool=true, changeReason?",
        .successes = {{201, "MatchingRule"}},
        .run =
            [](Call& call) {
                return create(call, systemOwner,
                              fmt::format("/synchronisation/connected-systems/{}/matching-rules",
                                          call.integer("cs")));
            },
    };
}

}  // namespace jim::api::matching_rule
