#include "synchronisation/rule/CompiledRule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace jim::synchronisation::rule {
namespace {

using base::fail;
using base::invalidInput;
using identity::connected_system::ConnectedSystem;
using identity::connected_system::ObjectType;
using identity::metaverse::MetaverseObjectType;
using identity::metaverse::MetaverseSchema;
using schema::AttributeType;
using schema::Plurality;

/// One end of a flow, whichever side it is on.
struct End {
    std::string name;
    AttributeType type = AttributeType::NotSet;
    Plurality plurality = Plurality::SingleValued;
    bool readOnly = false;
    bool externalId = false;
};

/// Both ends' object types; the rule's direction says which one is the source.
struct Sides {
    const ObjectType& cs;
    const MetaverseObjectType& mv;
    const MetaverseSchema& schema;
};

base::Result<Sides> sidesOf(const SynchronisationRule& rule, const ConnectedSystem& system,
                            const MetaverseSchema& schema) {
    const auto* cs = system.findObjectType(rule.objectTypeId);
    if (cs == nullptr)
        return fail(invalidInput("connectedSystemObjectTypeId",
                                 fmt::format("Object type {} is not one of connected system '{}'.",
                                             rule.objectTypeId, system.name)));
    const auto* mv = schema.findObjectType(rule.metaverseObjectTypeId);
    if (mv == nullptr)
        return fail(invalidInput(
            "metaverseObjectTypeId",
            fmt::format("Metaverse object type {} does not exist.", rule.metaverseObjectTypeId)));
    return Sides{*cs, *mv, schema};
}

base::Result<End> csEnd(const Sides& sides, schema::AttributeId id, const char* field) {
    const auto* attribute = sides.cs.findAttribute(id);
    if (attribute == nullptr)
        return fail(invalidInput(
            field, fmt::format("Attribute {} is not one of object type '{}'.", id, sides.cs.name)));
    return End{attribute->name, attribute->type, attribute->plurality,
               attribute->writability == schema::Writability::ReadOnly, attribute->isExternalId};
}

base::Result<End> mvEnd(const Sides& sides, schema::AttributeId id, const char* field) {
    const auto* attribute = sides.schema.findAttribute(id);
    if (attribute == nullptr ||
        std::ranges::find(sides.mv.attributes, id) == sides.mv.attributes.end())
        return fail(invalidInput(
            field, fmt::format("Attribute {} is not one of metaverse object type '{}'.", id,
                               sides.mv.name)));
    return End{attribute->name, attribute->type, attribute->plurality, false, false};
}

expression::Names namesOf(const Sides& sides, std::vector<expression::AttributeInfo>& mv,
                          std::vector<expression::AttributeInfo>& cs) {
    for (const auto id : sides.mv.attributes)
        if (const auto* a = sides.schema.findAttribute(id))
            mv.push_back({a->id, a->type, a->plurality, a->name});
    for (const auto& a : sides.cs.attributes)
        if (a.selected) cs.push_back({a.id, a.type, a.plurality, a.name});
    return {mv, cs};
}

base::Status checkDirect(const End& source, const End& target) {
    if (source.type == AttributeType::NotSet || source.type != target.type)
        return fail(invalidInput(
            "sources",
            fmt::format("'{}' is {} and '{}' is {}: a direct flow needs the same type on both "
                        "sides. Use an expression to convert.",
                        source.name, toText(source.type), target.name, toText(target.type))));
    return {};
}

base::Status compileExpression(CompiledMapping& compiled, const MappingSource& source,
                               const Sides& sides, const End& target) {
    if (target.type == AttributeType::Reference)
        return fail(invalidInput(
            "sources", fmt::format("'{}' holds references, which an expression cannot give. "
                                   "Map a reference attribute to it.",
                                   target.name)));
    std::vector<expression::AttributeInfo> mv;
    std::vector<expression::AttributeInfo> cs;
    const auto names = namesOf(sides, mv, cs);
    auto expression = expression::compile(source.expression, names, target.type);
    if (!expression) {
        auto error = std::move(expression).error();
        error.fields = {{"sources[0].expression", {error.message}}};
        return fail(std::move(error));
    }
    if (expression->type().list && target.plurality == Plurality::SingleValued)
        return fail(invalidInput(
            "sources[0].expression",
            fmt::format("The expression gives several values and '{}' holds one.", target.name)));
    compiled.expression = std::move(*expression);
    return {};
}

}  // namespace

base::Result<CompiledMapping> compileMapping(const Mapping& mapping,
                                             const SynchronisationRule& rule,
                                             const ConnectedSystem& system,
                                             const MetaverseSchema& schema) {
    JIM_ASSIGN(const Sides sides, sidesOf(rule, system, schema));
    const bool import = rule.direction == Direction::Import;
    if (mapping.sources.size() != 1)
        return fail(invalidInput("sources", "A mapping has exactly one source."));
    JIM_ASSIGN(const End target,
               import ? mvEnd(sides, mapping.target, "targetMetaverseAttributeId")
                      : csEnd(sides, mapping.target, "targetConnectedSystemAttributeId"));
    if (target.readOnly)
        return fail(
            invalidInput("targetConnectedSystemAttributeId",
                         fmt::format("'{}' is read-only in '{}'.", target.name, system.name)));
    CompiledMapping compiled;
    compiled.ruleId = rule.id;
    compiled.mappingId = mapping.id;
    compiled.target = mapping.target;
    compiled.targetType = target.type;
    compiled.targetPlurality = target.plurality;
    compiled.targetIsExternalId = target.externalId;
    compiled.processing = mapping.inboundProcessing;
    compiled.caseNormalisation = mapping.caseNormalisation;
    compiled.priority = mapping.priority;
    compiled.initialExportOnly = mapping.initialExportOnly;
    compiled.label = fmt::format("'{}' to '{}'", rule.name, target.name);
    const auto& source = mapping.sources.front();
    compiled.missingInput = source.missingInput;
    if (!source.expression.empty()) {
        JIM_TRY(compileExpression(compiled, source, sides, target));
        return compiled;
    }
    JIM_ASSIGN(const End from,
               import ? csEnd(sides, source.attribute, "sources[0].connectedSystemAttributeId")
                      : mvEnd(sides, source.attribute, "sources[0].metaverseAttributeId"));
    JIM_TRY(checkDirect(from, target));
    compiled.source = source.attribute;
    return compiled;
}

base::Result<CompiledRule> compileRule(const SynchronisationRule& rule,
                                       const ConnectedSystem& system,
                                       const MetaverseSchema& schema) {
    CompiledRule compiled{rule, {}, {}};
    for (const auto& mapping : rule.mappings) {
        if (!mapping.enabled) continue;
        JIM_ASSIGN(CompiledMapping ready, compileMapping(mapping, rule, system, schema));
        if (ready.targetType == AttributeType::Reference)
            compiled.references.push_back({ready.source, ready.target});
        else
            compiled.mappings.push_back(std::move(ready));
    }
    std::ranges::sort(compiled.mappings, {}, [](const CompiledMapping& m) {
        return std::tuple{m.target, m.priority, m.mappingId};
    });
    return compiled;
}

}  // namespace jim::synchronisation::rule
