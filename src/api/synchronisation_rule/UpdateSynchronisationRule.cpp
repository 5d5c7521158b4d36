#include "api/operation/Reader.hpp"
#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Operations.hpp"

namespace jim::api::synchronisation_rule {

using namespace operation;
using rule::SynchronisationRule;

namespace {

template <class T>
void change(T& member, std::optional<T> wanted) {
    if (wanted) member = std::move(*wanted);
}

base::Status change(const Call& call, SynchronisationRule& rule) {
    Reader body = Reader::ofBody(call);
    if (body.isGiven("name")) rule.name = body.requiredText("name", {1, 200});
    change(rule.description, body.text("description", {0, 1000}));
    change(rule.enabled, body.boolean("enabled"));
    change(rule.projectToMetaverse, body.boolean("projectToMetaverse"));
    change(rule.provisionToConnectedSystem, body.boolean("provisionToConnectedSystem"));
    change(rule.enforceState, body.boolean("enforceState"));
    change(rule.outOfScopeAction,
           body.named("inboundOutOfScopeAction", rule::parseInboundOutOfScopeAction));
    change(rule.deprovisionAction,
           body.named("outboundDeprovisionAction", rule::parseOutboundDeprovisionAction));
    // Previews come later; the id of one is accepted and means nothing yet.
    static_cast<void>(body.guid("previewActivityId"));
    return body.finish();
}

base::Result<Reply> runUpdateSynchronisationRule(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(auto rule, configuration.rule(call.integer("id")));
        JIM_TRY(change(call, rule));
        JIM_TRY(call.session().rules().save(rule));
        answer = ruleOf(rule, configuration);
        return record(call, configuration, rule, runs::activity::TargetOperation::Update);
    }));
    return ok(answer);
}

}  // namespace

Route updateSynchronisationRule() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/sync-rules/{id:int}",
        .access = Level::Administrator,
        .summary = "Changes a synchronisation rule; what is left out stays as it is.",
        .body =
            "name?, description?, enabled?:bool, projectToMetaverse?:bool, "
            "provisionToConnectedSystem?:bool, enforceState?:bool, "
            "inboundOutOfScopeAction?:E:InboundOutOfScopeAction, "
            "outboundDeprovisionAction?:E:OutboundDeprovisionAction, changeReason?, "
            "previewActivityId?:guid",
        .successes = {{200, "SyncRule"}},
        .run = runUpdateSynchronisationRule,
    };
}

}  // namespace jim::api::synchronisation_rule
