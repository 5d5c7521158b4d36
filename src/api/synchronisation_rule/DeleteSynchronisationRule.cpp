#include "api/synchronisation_rule/Configuration.hpp"
#include "api/synchronisation_rule/Operations.hpp"

namespace jim::api::synchronisation_rule {

using namespace operation;

namespace {

base::Result<Reply> runDeleteSynchronisationRule(Call& call) {
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(const auto rule, configuration.rule(call.integer("id")));
        JIM_TRY(call.session().rules().remove(rule.id));
        return record(call, configuration, rule, runs::activity::TargetOperation::Delete);
    }));
    return noContent();
}

}  // namespace

Route deleteSynchronisationRule() {
    return {
        .method = Method::Delete,
        .path = "/synchronisation/sync-rules/{id:int}",
        .access = Level::Administrator,
        .summary = "Removes a synchronisation rule with its mappings and matching rules.",
        .query = "changeReason?",
        .body = "changeReason?",
        .successes = {{204}},
        .run = runDeleteSynchronisationRule,
    };
}

}  // namespace jim::api::synchronisation_rule
