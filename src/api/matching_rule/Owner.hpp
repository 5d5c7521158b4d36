#pragma once

#include "api/synchronisation_rule/Configuration.hpp"

#include <optional>
#include <vector>

namespace jim::api::matching_rule {

namespace rule = jim::synchronisation::rule;
using synchronisation_rule::Configuration;

/// What matching rules belong to: a connected system with its object types, or one
/// synchronisation rule of it.
struct Owner {
    const identity::connected_system::ConnectedSystem* system = nullptr;
    std::optional<rule::SynchronisationRule> syncRule{};
};

/// The owner that the path names by `cs`, or by `id` of a synchronisation rule. NotFound when it
/// does not exist. `configuration` outlives what comes back.
[[nodiscard]] base::Result<Owner> systemOwner(const operation::Call& call,
                                              const Configuration& configuration);
[[nodiscard]] base::Result<Owner> syncRuleOwner(const operation::Call& call,
                                                const Configuration& configuration);

using FindOwner = base::Result<Owner> (*)(const operation::Call&, const Configuration&);

[[nodiscard]] bool owns(const Owner& owner, const rule::MatchingRule& matching);

/// The owner's rule of the path's `rule`. NotFound when it has none.
[[nodiscard]] base::Result<rule::MatchingRule> findRule(const operation::Call& call,
                                                        const Owner& owner);

/// After the last one of the same owner and object type, from 0.
[[nodiscard]] std::int32_t nextOrder(const std::vector<rule::MatchingRule>& all, const Owner& owner,
                                     std::int32_t objectTypeId);

}  // namespace jim::api::matching_rule
