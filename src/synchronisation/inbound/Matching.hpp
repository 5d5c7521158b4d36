#pragma once

#include "identity/connected_system/ConnectedSystem.hpp"
#include "identity/metaverse/MetaverseObject.hpp"
#include "synchronisation/rule/SynchronisationRule.hpp"

#include <optional>
#include <vector>

namespace jim::synchronisation::inbound {

namespace schema = identity::schema;

/// One matching rule of a connector space object type, with what its target attribute is.
/// A rule with several sources asks for all of them; a source that is missing never matches.
struct Matcher {
    std::int32_t metaverseObjectTypeId = 0;
    schema::AttributeId target = 0;
    schema::AttributeType targetType = schema::AttributeType::Text;
    bool caseSensitive = true;
    std::vector<schema::AttributeId> sources;
};

/// The value to look metaverse objects up by; std::nullopt when a source is missing, has several
/// values, or the sources differ (then the object cannot equal all of them).
[[nodiscard]] std::optional<identity::metaverse::MatchKey> matchKey(const Matcher& matcher,
                                                                    schema::DocumentView cso);

/// The same key from the metaverse side: what an object of that type is found by. Several for a
/// multi-valued attribute.
[[nodiscard]] std::vector<identity::metaverse::MatchKey> keysOf(
    const identity::metaverse::MatchKey& pattern, schema::DocumentView mvo);

/// The matchers of one object type of a system, in order: of the type itself, or in advanced mode
/// of its enabled import rules.
[[nodiscard]] std::vector<Matcher> matchersFor(
    const identity::connected_system::ConnectedSystem& system,
    const identity::connected_system::ObjectType& type,
    const std::vector<rule::MatchingRule>& matchingRules,
    const std::vector<rule::SynchronisationRule>& rules,
    const identity::metaverse::MetaverseSchema& schema);

}  // namespace jim::synchronisation::inbound
