#include "api/synchronisation_rule/Documents.hpp"

#include "api/synchronisation_rule/Operations.hpp"

namespace jim::api::synchronisation_rule {

using namespace operation;
using identity::schema::AttributeId;
using rule::Direction;
using rule::Mapping;
using rule::MappingSource;
using rule::SynchronisationRule;

namespace {

/// An attribute by id and name, both null where there is none on this side.
void setMetaverseAttribute(Json& out, std::string_view prefix, AttributeId id, bool here,
                           const Configuration& configuration) {
    const auto* attribute = here ? configuration.schema.findAttribute(id) : nullptr;
    const std::string name{prefix};
    out.set(name + "Id", here && id != 0 ? Json{id} : Json{})
        .set(name + "Name", attribute == nullptr ? Json{} : Json{attribute->name});
}

void setSystemAttribute(Json& out, std::string_view prefix, AttributeId id, bool here,
                        const identity::connected_system::ConnectedSystem& system) {
    const auto* attribute = here ? system.findAttribute(id).second : nullptr;
    const std::string name{prefix};
    out.set(name + "Id", here && id != 0 ? Json{id} : Json{})
        .set(name + "Name", attribute == nullptr ? Json{} : Json{attribute->name});
}

Json sourceOf(const MappingSource& source, const SynchronisationRule& rule,
              const Configuration& configuration) {
    const bool import = rule.direction == Direction::Import;
    Json out = Json::object();
    out.set("id", source.id).set("order", source.order);
    setMetaverseAttribute(out, "metaverseAttribute", source.attribute, !import, configuration);
    setSystemAttribute(out, "connectedSystemAttribute", source.attribute, import,
                       configuration.systemOf(rule));
    out.set("expression", orNull(source.expression))
        .set("missingInputBehaviour", source.missingInput);
    return out;
}

std::string_view sourceTypeOf(const Mapping& mapping) {
    if (mapping.sources.empty()) return "NotSet";
    return mapping.sources.front().expression.empty() ? "AttributeMapping" : "ExpressionMapping";
}

}  // namespace

Json ruleOf(const SynchronisationRule& rule, const Configuration& configuration) {
    const auto& system = configuration.systemOf(rule);
    const auto* type = system.findObjectType(rule.objectTypeId);
    const auto* metaverseType = configuration.schema.findObjectType(rule.metaverseObjectTypeId);
    return Json::object()
        .set("id", rule.id)
        .set("name", rule.name)
        .set("description", orNull(rule.description))
        .set("created", rule.created)
        .set("connectedSystemId", rule.systemId)
        .set("connectedSystemName", system.name)
        .set("connectedSystemObjectTypeId", rule.objectTypeId)
        .set("connectedSystemObjectTypeName", type == nullptr ? std::string{} : type->name)
        .set("metaverseObjectTypeId", rule.metaverseObjectTypeId)
        .set("metaverseObjectTypeName",
             metaverseType == nullptr ? std::string{} : metaverseType->name)
        .set("direction", rule.direction)
        .set("provisionToConnectedSystem", rule.provisionToConnectedSystem)
        .set("projectToMetaverse", rule.projectToMetaverse)
        .set("enabled", rule.enabled)
        .set("enforceState", rule.enforceState)
        .set("outboundDeprovisionAction", rule.deprovisionAction);
}

Json mappingOf(const Mapping& mapping, const SynchronisationRule& rule,
               const Configuration& configuration) {
    const bool import = rule.direction == Direction::Import;
    Json::Array sources;
    for (const auto& source : mapping.sources)
        sources.push_back(sourceOf(source, rule, configuration));
    Json out = Json::object();
    out.set("id", mapping.id).set("created", mapping.created);
    setMetaverseAttribute(out, "targetMetaverseAttribute", mapping.target, import, configuration);
    setSystemAttribute(out, "targetConnectedSystemAttribute", mapping.target, !import,
                       configuration.systemOf(rule));
    out.set("sourceType", sourceTypeOf(mapping))
        .set("inboundValueProcessing", rule::inboundValueProcessingText(mapping.inboundProcessing))
        .set("caseNormalisation", mapping.caseNormalisation)
        .set("priority", mapping.priority)
        .set("nullIsValue", mapping.nullIsValue)
        .set("initialExportOnly", mapping.initialExportOnly)
        .set("enabled", mapping.enabled)
        .set("disabledReason", orNull(mapping.disabledReason))
        .set("sources", std::move(sources));
    return out;
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"SyncRule",
         "id:int, name, description?, created:ts, connectedSystemId:int, connectedSystemName, "
         "connectedSystemObjectTypeId:int, connectedSystemObjectTypeName, "
         "metaverseObjectTypeId:int, metaverseObjectTypeName, direction:E:SyncRuleDirection, "
         "provisionToConnectedSystem:bool?, projectToMetaverse:bool?, enabled:bool, "
         "enforceState:bool, outboundDeprovisionAction:E:OutboundDeprovisionAction"},
        {"SyncRuleMapping",
         "id:int, created:ts, targetMetaverseAttributeId:int?, targetMetaverseAttributeName?, "
         "targetConnectedSystemAttributeId:int?, targetConnectedSystemAttributeName?, "
         "sourceType:E:SyncRuleMappingSourcesType, inboundValueProcessing, "
         "caseNormalisation:E:InboundCaseNormalisation, priority:int, nullIsValue:bool, "
         "initialExportOnly:bool, enabled:bool, disabledReason?, sources:SyncRuleMappingSource[]"},
        {"SyncRuleMappingSourceInput",
         "order:int, connectedSystemAttributeId:int?, metaverseAttributeId:int?, expression?, "
         "missingInputBehaviour:E:MissingInputBehaviour?"},
        {"SyncRuleMappingSource",
         "id:int, order:int, metaverseAttributeId:int?, metaverseAttributeName?, "
         "connectedSystemAttributeId:int?, connectedSystemAttributeName?, expression?, "
         "missingInputBehaviour:E:MissingInputBehaviour"},
    };
    return kSchemas;
}

}  // namespace jim::api::synchronisation_rule
