#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Mappings.hpp"
#include "api/synchronisation_rule/Operations.hpp"

namespace jim::api::synchronisation_rule {

using namespace operation;

Route getMapping() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/sync-rules/{id:int}/mappings/{mapping:int}",
        .access = Level::Reader,
        .summary = "Reads an attribute flow of a synchronisation rule.",
        .successes = {{200, "SyncRuleMapping"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto configuration, load(call));
            JIM_ASSIGN(const auto rule, configuration.rule(call.integer("id")));
            JIM_ASSIGN(const auto mapping, findMapping(rule, call.integer("mapping")));
            return ok(mappingOf(mapping, rule, configuration));
        },
    };
}

}  // namespace jim::api::synchronisation_rule
