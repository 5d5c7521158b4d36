#include "api/matching_rule/Operate.hpp"
#include "api/matching_rule/Operations.hpp"

namespace jim::api::matching_rule {

using namespace operation;

Route getTypeMatchingRule() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/matching-rules/{rule:int}",
        .access = Level::Reader,
        .summary = "Reads a matching rule of an object type.",
        .successes = {{200, "MatchingRule"}},
        .run = [](Call& call) { return read(call, systemOwner); },
    };
}

}  // namespace jim::api::matching_rule
