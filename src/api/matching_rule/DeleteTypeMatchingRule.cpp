#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

Route deleteTypeMatchingRule() {
    return {
        .method = Method::Delete,
        .path = "/synchronisation/connected-systems/{cs:int}/matching-rules/{rule:int}",
        .access = Level::Administrator,
        .summary = "Removes a matching rule of an object type.",
        .query = "changeReason?",
        .successes = {{204}},
        .run = [](Call& call) { return remove(call, systemOwner); },
    };
}

}  // namespace jim::api::matching_rule
