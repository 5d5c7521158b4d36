#include "api/metaverse_schema/Uses.hpp"

#include "api/synchronisation_rule/Configuration.hpp"
#include "synchronisation/rule/CompiledRule.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::metaverse_schema {

using namespace operation;
using synchronisation::expression::Side;
using synchronisation::rule::Direction;
using synchronisation::rule::Mapping;
using synchronisation::rule::SynchronisationRule;
using synchronisation_rule::Configuration;

namespace {

base::Error inUse(const MetaverseAttribute& attribute, std::string_view by) {
    return base::conflict(fmt::format("'{}' cannot change: it is used by {}.", attribute.name, by));
}

/// An expression that does not compile reads nothing: it is broken already.
bool reads(const Mapping& mapping, const SynchronisationRule& rule,
           const Configuration& configuration, const MetaverseAttribute& attribute) {
    const auto compiled = synchronisation::rule::compileMapping(
        mapping, rule, configuration.systemOf(rule), configuration.schema);
    return compiled && compiled->expression &&
           std::ranges::any_of(compiled->expression->inputs(), [&](const auto& input) {
               return input.side == Side::Metaverse && input.id == attribute.id;
           });
}

/// Whether an attribute flow comes from the attribute, or goes there.
bool flows(const Mapping& mapping, const SynchronisationRule& rule,
           const MetaverseAttribute& attribute) {
    if (rule.direction == Direction::Import) return mapping.target == attribute.id;
    return std::ranges::any_of(mapping.sources, [&](const auto& source) {
        return source.expression.empty() && source.attribute == attribute.id;
    });
}

/// The first rule with a mapping that `uses` the attribute is the conflict.
template <class Uses>
base::Status checkRules(const Configuration& configuration, const MetaverseAttribute& attribute,
                        Uses uses) {
    for (const auto& rule : configuration.rules)
        for (const auto& mapping : rule.mappings)
            if (uses(mapping, rule))
                return base::fail(
                    inUse(attribute, fmt::format("synchronisation rule '{}'", rule.name)));
    return {};
}

base::Status checkHolders(const Call& call, const MetaverseAttribute& attribute) {
    identity::metaverse::MvoFilter holders;
    holders.attribute = attribute.id;
    holders.attributeValue = "%";
    JIM_ASSIGN(const auto count, call.session().metaverseQueries().count(holders));
    if (count == 0) return {};
    return base::fail(inUse(attribute, fmt::format("{} metaverse objects", count)));
}

}  // namespace

base::Status checkNotNamed(const Call& call, const MetaverseAttribute& attribute) {
    JIM_ASSIGN(const auto configuration, synchronisation_rule::load(call));
    return checkRules(configuration, attribute, [&](const auto& mapping, const auto& rule) {
        return reads(mapping, rule, configuration, attribute);
    });
}

base::Status checkUnused(const Call& call, const MetaverseAttribute& attribute) {
    JIM_ASSIGN(const auto configuration, synchronisation_rule::load(call));
    JIM_TRY(checkRules(configuration, attribute, [&](const auto& mapping, const auto& rule) {
        return flows(mapping, rule, attribute) || reads(mapping, rule, configuration, attribute);
    }));
    JIM_ASSIGN(const auto matchings, call.session().rules().matchingRules());
    for (const auto& matching : matchings)
        if (matching.target == attribute.id)
            return base::fail(inUse(attribute, fmt::format("matching rule {}", matching.id)));
    return checkHolders(call, attribute);
}

}  // namespace jim::api::metaverse_schema
