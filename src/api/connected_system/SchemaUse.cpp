#include "api/connected_system/SchemaUse.hpp"

#include <algorithm>

namespace jim::api::connected_system {

using operation::Call;
using runs::discovery::SchemaDifference;
using synchronisation::rule::Direction;
using synchronisation::rule::SynchronisationRule;

namespace {

void addAttributes(const SynchronisationRule& rule, std::set<std::int32_t>& used) {
    for (const auto& mapping : rule.mappings) {
        if (rule.direction == Direction::Export) used.insert(mapping.target);
        if (rule.direction != Direction::Import) continue;
        for (const auto& source : mapping.sources)
            if (source.attribute != 0) used.insert(source.attribute);
    }
}

/// Names in expressions: an attribute that an import rule's expression mentions is in use.
bool isMentioned(const SynchronisationRule& rule, std::string_view attribute) {
    if (rule.direction != Direction::Import) return false;
    return std::ranges::any_of(rule.mappings, [&](const auto& mapping) {
        return std::ranges::any_of(mapping.sources, [&](const auto& source) {
            return source.expression.find(attribute) != std::string::npos;
        });
    });
}

base::Result<bool> hasObjects(const Call& call, const ConnectedSystem& system,
                              std::int32_t objectTypeId) {
    identity::connector_space::CsoFilter filter;
    filter.systemId = system.id;
    filter.objectTypeIds = {objectTypeId};
    JIM_ASSIGN(const auto page, call.session().connectorSpaceQueries().objects(filter, {0, 1}));
    return page.totalCount > 0;
}

/// Names, by object type, of attributes that would go or be another type.
std::map<std::string, std::vector<std::string>> endangered(const SchemaDifference& difference) {
    auto names = difference.removedAttributes;
    for (const auto& [type, changes] : difference.changedAttributes)
        for (const auto& change : changes)
            if (std::ranges::find(names[type], change.attribute) == names[type].end())
                names[type].push_back(change.attribute);
    return names;
}

}  // namespace

base::Result<std::set<std::int32_t>> attributesInRules(const Call& call, std::int32_t systemId) {
    std::set<std::int32_t> used;
    JIM_ASSIGN(const auto rules, call.session().rules().rules());
    for (const auto& rule : rules)
        if (rule.systemId == systemId) addAttributes(rule, used);
    JIM_ASSIGN(const auto matching, call.session().rules().matchingRules());
    for (const auto& rule : matching)
        if (rule.systemId == systemId)
            for (const auto& source : rule.sources) used.insert(source.attribute);
    return used;
}

base::Result<SchemaUse> useOf(const Call& call, const ConnectedSystem& system,
                              const SchemaDifference& difference) {
    SchemaUse use;
    JIM_ASSIGN(const auto used, attributesInRules(call, system.id));
    JIM_ASSIGN(const auto rules, call.session().rules().rules());
    for (const auto& [typeName, names] : endangered(difference)) {
        const auto* type = system.findObjectType(typeName);
        if (type == nullptr) continue;
        for (const auto& name : names) {
            const auto* attribute = type->findAttribute(name);
            const bool mentioned = std::ranges::any_of(rules, [&](const auto& rule) {
                return rule.objectTypeId == type->id && isMentioned(rule, name);
            });
            if (attribute != nullptr && (mentioned || used.contains(attribute->id)))
                use.attributes[typeName].push_back(name);
        }
    }
    for (const auto& name : difference.removedTypes) {
        const auto* type = system.findObjectType(name);
        if (type == nullptr) continue;
        JIM_ASSIGN(const bool objects, hasObjects(call, system, type->id));
        if (objects || std::ranges::any_of(
                           rules, [&](const auto& rule) { return rule.objectTypeId == type->id; }))
            use.objectTypes.push_back(name);
    }
    return use;
}

}  // namespace jim::api::connected_system
