#include "api/matching_rule/Documents.hpp"

#include "api/matching_rule/Operations.hpp"
#include "api/operation/Audit.hpp"

#include <fmt/format.h>

namespace jim::api::matching_rule {

using namespace operation;
using rule::MatchingRule;

namespace {

template <class T>
Json nameOf(const T* thing) {
    return thing == nullptr ? Json{} : Json{thing->name};
}

Json sourcesOf(const MatchingRule& matching, const Owner& owner) {
    Json::Array sources;
    for (const auto& source : matching.sources)
        sources.push_back(Json::object()
                              .set("id", source.id)
                              .set("order", source.order)
                              .set("connectedSystemAttributeId", source.attribute)
                              .set("connectedSystemAttributeName",
                                   nameOf(owner.system->findAttribute(source.attribute).second)));
    return sources;
}

}  // namespace

Json ruleOf(const MatchingRule& matching, const Owner& owner, const Configuration& configuration) {
    return Json::object()
        .set("id", matching.id)
        .set("order", matching.order)
        .set("connectedSystemObjectTypeId", matching.objectTypeId)
        .set("connectedSystemObjectTypeName",
             nameOf(owner.system->findObjectType(matching.objectTypeId)))
        .set("metaverseObjectTypeId", matching.metaverseObjectTypeId)
        .set("metaverseObjectTypeName",
             nameOf(configuration.schema.findObjectType(matching.metaverseObjectTypeId)))
        .set("syncRuleId", matching.ruleId)
        .set("targetMetaverseAttributeId", matching.target)
        .set("targetMetaverseAttributeName",
             nameOf(configuration.schema.findAttribute(matching.target)))
        .set("sources", sourcesOf(matching, owner))
        .set("caseSensitive", matching.caseSensitive)
        .set("created", matching.created);
}

base::Status record(const Call& call, const MatchingRule& matching, const Owner& owner,
                    const Configuration& configuration, runs::activity::TargetOperation operation) {
    JIM_ASSIGN(auto reason, changeReasonOf(call));
    const auto* type = owner.system->findObjectType(matching.objectTypeId);
    const auto* target = configuration.schema.findAttribute(matching.target);
    std::string of = owner.syncRule ? owner.syncRule->name : owner.system->name;
    if (!owner.syncRule && type != nullptr) of = type->name;
    JIM_TRY(recordChange(
        call, {.target = runs::activity::TargetType::ObjectMatchingRule,
               .operation = operation,
               .name = fmt::format("{} by {}", of, target == nullptr ? "?" : target->name),
               .context = owner.system->name,
               .reason = std::move(reason),
               .systemId = owner.system->id,
               .ruleId = matching.ruleId}));
    return {};
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"MatchingRule",
         "id:int, order:int, connectedSystemObjectTypeId:int, connectedSystemObjectTypeName?, "
         "metaverseObjectTypeId:int?, metaverseObjectTypeName?, syncRuleId:int?, "
         "targetMetaverseAttributeId:int?, targetMetaverseAttributeName?, "
         "sources:MatchingRuleSource[], caseSensitive:bool, created:ts"},
        {"MatchingRuleSource",
         "id:int, order:int, connectedSystemAttributeId:int?, connectedSystemAttributeName?"},
        {"MatchingRuleSourceInput", "order:int, connectedSystemAttributeId:int"},
        {"MatchingModeSwitch",
         "success:bool, newMode:E:ObjectMatchingRuleMode, syncRulesUpdated:int, "
         "objectTypesUpdated:int, warnings:string[], objectTypeMigrations:MatchingModeMigration[], "
         "errorMessage?"},
        {"MatchingModeMigration",
         "connectedSystemObjectTypeId:int, connectedSystemObjectTypeName?, "
         "matchingRulesMigrated:int"},
    };
    return kSchemas;
}

}  // namespace jim::api::matching_rule
