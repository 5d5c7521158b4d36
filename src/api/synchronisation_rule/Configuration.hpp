#pragma once

#include "api/operation/Call.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"
#include "identity/metaverse/MetaverseSchema.hpp"
#include "synchronisation/rule/SynchronisationRule.hpp"

#include <vector>

namespace jim::api::synchronisation_rule {

namespace rule = jim::synchronisation::rule;

/// The rules and what they are between.
struct Configuration {
    std::vector<rule::SynchronisationRule> rules;
    std::vector<identity::connected_system::ConnectedSystem> systems;
    identity::metaverse::MetaverseSchema schema;

    /// Null when there is none.
    [[nodiscard]] const identity::connected_system::ConnectedSystem* findSystem(
        std::int32_t id) const;

    [[nodiscard]] const rule::SynchronisationRule* findRule(std::int32_t id) const;

    /// NotFound when there is none.
    [[nodiscard]] base::Result<rule::SynchronisationRule> rule(std::int32_t id) const;
    /// The system of a rule, which is always there: rules go with their system.
    [[nodiscard]] const identity::connected_system::ConnectedSystem& systemOf(
        const rule::SynchronisationRule& rule) const;
};

[[nodiscard]] base::Result<Configuration> load(const operation::Call& call);

/// Writes the audit activity of a change to a rule or one of its mappings.
[[nodiscard]] base::Status record(const operation::Call& call, const Configuration& configuration,
                                  const rule::SynchronisationRule& rule,
                                  runs::activity::TargetOperation operation);

}  // namespace jim::api::synchronisation_rule
