#include "api/operation/Reader.hpp"
#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Operations.hpp"

#include <fmt/format.h>

namespace jim::api::synchronisation_rule {

using namespace operation;
using rule::Direction;
using rule::SynchronisationRule;

namespace {

SynchronisationRule readRule(const Call& call, Reader& body) {
    SynchronisationRule rule;
    rule.name = body.requiredText("name", {1, 200});
    rule.description = body.text("description", {0, 1000}).value_or("");
    rule.created = call.now();
    rule.systemId = body.requiredInteger("connectedSystemId");
    rule.objectTypeId = body.requiredInteger("connectedSystemObjectTypeId");
    rule.metaverseObjectTypeId = body.requiredInteger("metaverseObjectTypeId");
    rule.direction = body.requiredNamed("direction", rule::parseDirection);
    rule.projectToMetaverse = body.boolean("projectToMetaverse").value_or(false);
    rule.provisionToConnectedSystem = body.boolean("provisionToConnectedSystem").value_or(false);
    rule.enabled = body.boolean("enabled").value_or(true);
    rule.enforceState = body.boolean("enforceState").value_or(true);
    rule.deprovisionAction =
        body.named("outboundDeprovisionAction", rule::parseOutboundDeprovisionAction)
            .value_or(rule.deprovisionAction);
    rule.outOfScopeAction =
        body.named("inboundOutOfScopeAction", rule::parseInboundOutOfScopeAction)
            .value_or(rule.outOfScopeAction);
    return rule;
}

/// Unknown ids in a body are invalid input: the path was found.
void check(Reader& body, const SynchronisationRule& rule, const Configuration& configuration) {
    if (body.isGiven("direction") && rule.direction == Direction::NotSet)
        body.problem("direction", "This is Import or Export.");
    const auto* system = configuration.findSystem(rule.systemId);
    if (system == nullptr)
        body.problem("connectedSystemId",
                     fmt::format("Connected system {} does not exist.", rule.systemId));
    else if (system->findObjectType(rule.objectTypeId) == nullptr)
        body.problem("connectedSystemObjectTypeId",
                     fmt::format("Object type {} is not one of connected system '{}'.",
                                 rule.objectTypeId, system->name));
    if (configuration.schema.findObjectType(rule.metaverseObjectTypeId) == nullptr)
        body.problem(
            "metaverseObjectTypeId",
            fmt::format("Metaverse object type {} does not exist.", rule.metaverseObjectTypeId));
}

base::Result<Reply> runCreateSynchronisationRule(Call& call) {
    Json answer;
    std::int32_t id = 0;
    JIM_TRY(call.write([&]() -> base::Status {
        Reader body = Reader::ofBody(call);
        SynchronisationRule rule = readRule(call, body);
        JIM_TRY(body.finish());
        JIM_ASSIGN(const auto configuration, load(call));
        check(body, rule, configuration);
        JIM_TRY(body.finish());
        JIM_TRY(call.session().rules().save(rule));
        JIM_TRY(record(call, configuration, rule, runs::activity::TargetOperation::Create));
        id = rule.id;
        answer = ruleOf(rule, configuration);
        return {};
    }));
    return created(fmt::format("/synchronisation/sync-rules/{}", id), answer);
}

}  // namespace

Route createSynchronisationRule() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/sync-rules",
        .access = Level::Administrator,
        .summary =
            "Makes a synchronisation rule between an object type of a connected system and "
            "one of the metaverse.",
        .body =
            "name!, description?, connectedSystemId!:int, connectedSystemObjectTypeId!:int, "
            "metaverseObjectTypeId!:int, direction!:E:SyncRuleDirection, "
            "projectToMetaverse?:bool, provisionToConnectedSystem?:bool, enabled:bool=true, "
            "enforceState:bool=true, "
            "outboundDeprovisionAction?:E:OutboundDeprovisionAction=Disconnect, "
            "inboundOutOfScopeAction?:E:InboundOutOfScopeAction=Disconnect, changeReason?",
        .successes = {{201, "SyncRule"}},
        .run = runCreateSynchronisationRule,
    };
}

}  // namespace jim::api::synchronisation_rule
