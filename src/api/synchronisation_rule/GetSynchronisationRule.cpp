#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Operations.hpp"

namespace jim::api::synchronisation_rule {

using namespace operation;

Route getSynchronisationRule() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/sync-rules/{id:int}",
        .access = Level::Reader,
        .summary = "Reads a synchronisation rule.",
        .successes = {{200, "SyncRule"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto configuration, load(call));
            JIM_ASSIGN(const auto rule, configuration.rule(call.integer("id")));
            return ok(ruleOf(rule, configuration));
        },
    };
}

}  // namespace jim::api::synchronisation_rule
