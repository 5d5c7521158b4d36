#pragma once

#include "api/operation/Reader.hpp"
#include "api/synchronisation_rule/Configuration.hpp"

namespace jim::api::synchronisation_rule {

/// The mapping of that id within the rule. NotFound when there is none.
[[nodiscard]] base::Result<rule::Mapping> findMapping(const rule::SynchronisationRule& rule,
                                                      std::int32_t id);

/// The flags of `inboundValueProcessing`; absent when they are, or are (reported) no such names.
[[nodiscard]] std::optional<std::uint8_t> readValueProcessing(operation::Reader& body);

/// Options that go with one direction only are refused on the other.
void checkOptions(operation::Reader& body, const rule::Mapping& mapping,
                  const rule::SynchronisationRule& rule);

/// Attributes of both sides exist, and the flow compiles: types agree, the expression is right.
/// NotFound for attributes that do not exist at all, else InvalidInput.
[[nodiscard]] base::Status checkFlow(const rule::Mapping& mapping,
                                     const rule::SynchronisationRule& rule,
                                     const Configuration& configuration);

}  // namespace jim::api::synchronisation_rule
