#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

Route getSyncRuleMatchingRule() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/sync-rules/{id:int}/matching-rules/{rule:int}",
        .access = Level::Reader,
        .summary = "Reads a matching rule of a synchronisation rule.",
        .successes = {{200, "MatchingRule"}},
        .run = [](Call& call) { return read(call, syncRuleOwner); },
    };
}

}  // namespace jim::api::matching_rule
