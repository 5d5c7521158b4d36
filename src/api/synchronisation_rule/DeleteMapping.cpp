#include "api/synchronisation_rule/Mappings.hpp"
#include "api/synchronisation_rule/Operations.hpp"

namespace jim::api::synchronisation_rule {

using namespace operation;

namespace {

base::Result<Reply> runDeleteMapping(Call& call) {
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(auto rule, configuration.rule(call.integer("id")));
        JIM_ASSIGN(const auto mapping, findMapping(rule, call.integer("mapping")));
        std::erase_if(rule.mappings, [&](const auto& each) { return each.id == mapping.id; });
        JIM_TRY(call.session().rules().save(rule));
        return record(call, configuration, rule, runs::activity::TargetOperation::Update);
    }));
    return noContent();
}

}  // namespace

Route deleteMapping() {
    return {
        .method = Method::Delete,
        .path = "/synchronisation/sync-rules/{id:int}/mappings/{mapping:int}",
        .access = Level::Administrator,
        .summary = "Removes an attribute flow from a synchronisation rule.",
        .query = "changeReason?",
        .successes = {{204}},
        .run = runDeleteMapping,
    };
}

}  // namespace jim::api::synchronisation_rule
