#pragma once

#include "api/matching_rule/Owner.hpp"

namespace jim::api::matching_rule {

[[nodiscard]] operation::Json ruleOf(const rule::MatchingRule& matching, const Owner& owner,
                                     const Configuration& configuration);

/// Writes the audit activity of a change to a matching rule.
[[nodiscard]] base::Status record(const operation::Call& call, const rule::MatchingRule& matching,
                                  const Owner& owner, const Configuration& configuration,
                                  runs::activity::TargetOperation operation);

}  // namespace jim::api::matching_rule
