#include "synchronisation/inbound/Matching.hpp"

#include "synchronisation/rule/TextProcessing.hpp"

#include <algorithm>

namespace jim::synchronisation::inbound {
namespace {

using identity::connected_system::ObjectMatchingRuleMode;
using identity::metaverse::MatchKey;

std::string keyValue(std::string_view bytes, bool caseSensitive, schema::AttributeType type) {
    if (caseSensitive || type != schema::AttributeType::Text) return std::string{bytes};
    return rule::foldCase(bytes);
}

bool applies(const rule::MatchingRule& matching,
             const identity::connected_system::ConnectedSystem& system,
             const identity::connected_system::ObjectType& type,
             const std::vector<rule::SynchronisationRule>& rules) {
    if (system.matchingMode == ObjectMatchingRuleMode::ConnectedSystem)
        return !matching.ruleId && matching.systemId == system.id &&
               matching.objectTypeId == type.id;
    return matching.ruleId && std::ranges::any_of(rules, [&](const rule::SynchronisationRule& r) {
               return r.id == *matching.ruleId && r.enabled &&
                      r.direction == rule::Direction::Import && r.systemId == system.id &&
                      r.objectTypeId == type.id;
           });
}

}  // namespace

std::optional<MatchKey> matchKey(const Matcher& matcher, schema::DocumentView cso) {
    std::optional<std::string> common;
    for (const auto source : matcher.sources) {
        const auto attribute = cso.find(source);
        if (!attribute || attribute->count != 1) return std::nullopt;
        auto value = keyValue(attribute->first(), matcher.caseSensitive, matcher.targetType);
        if (common && *common != value) return std::nullopt;
        common = std::move(value);
    }
    if (!common || common->empty()) return std::nullopt;
    return MatchKey{matcher.metaverseObjectTypeId, matcher.target, matcher.caseSensitive,
                    std::move(*common)};
}

std::vector<MatchKey> keysOf(const MatchKey& pattern, schema::DocumentView mvo) {
    std::vector<MatchKey> keys;
    const auto attribute = mvo.find(pattern.attribute);
    if (!attribute) return keys;
    for (const auto value : *attribute)
        keys.push_back({pattern.objectTypeId, pattern.attribute, pattern.caseSensitive,
                        keyValue(value, pattern.caseSensitive, attribute->type)});
    return keys;
}

std::vector<Matcher> matchersFor(const identity::connected_system::ConnectedSystem& system,
                                 const identity::connected_system::ObjectType& type,
                                 const std::vector<rule::MatchingRule>& matchingRules,
                                 const std::vector<rule::SynchronisationRule>& rules,
                                 const identity::metaverse::MetaverseSchema& schema) {
    std::vector<Matcher> matchers;
    for (const auto& matching : matchingRules) {
        const auto* target = schema.findAttribute(matching.target);
        if (target == nullptr || !applies(matching, system, type, rules)) continue;
        Matcher matcher{matching.metaverseObjectTypeId,
                        matching.target,
                        target->type,
                        matching.caseSensitive,
                        {}};
        for (const auto& source : matching.sources) matcher.sources.push_back(source.attribute);
        matchers.push_back(std::move(matcher));
    }
    return matchers;
}

}  // namespace jim::synchronisation::inbound
