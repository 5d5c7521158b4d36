#pragma once

#include "api/matching_rule/Owner.hpp"
#include "api/operation/Reader.hpp"

namespace jim::api::matching_rule {

/// Reads `sources`, at least one. What is wrong is reported to `body`.
[[nodiscard]] std::vector<rule::MatchingSource> readSources(operation::Reader& body);

/// The members of an update that are given.
void readChanges(operation::Reader& body, rule::MatchingRule& matching, const Owner& owner);

/// Whether the types and attributes exist (else NotFound) and go together (else InvalidInput).
[[nodiscard]] base::Status check(const rule::MatchingRule& matching, const Owner& owner,
                                 const Configuration& configuration);

}  // namespace jim::api::matching_rule
