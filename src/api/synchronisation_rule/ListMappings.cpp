#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Operations.hpp"

namespace jim::api::synchronisation_rule {

using namespace operation;

Route listMappings() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/sync-rules/{id:int}/mappings",
        .access = Level::Reader,
        .summary = "Lists the attribute flows of a synchronisation rule.",
        .successes = {{200, "SyncRuleMapping[]"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto configuration, load(call));
            JIM_ASSIGN(const auto rule, configuration.rule(call.integer("id")));
            Json::Array rows;
            for (const auto& mapping : rule.mappings)
                rows.push_back(mappingOf(mapping, rule, configuration));
            return ok(std::move(rows));
        },
    };
}

}  // namespace jim::api::synchronisation_rule
