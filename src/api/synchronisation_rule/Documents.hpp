#pragma once

#include "api/operation/Json.hpp"
#include "api/synchronisation_rule/Configuration.hpp"

namespace jim::api::synchronisation_rule {

[[nodiscard]] operation::Json ruleOf(const rule::SynchronisationRule& rule,
                                     const Configuration& configuration);

[[nodiscard]] operation::Json mappingOf(const rule::Mapping& mapping,
                                        const rule::SynchronisationRule& rule,
                                        const Configuration& configuration);

}  // namespace jim::api::synchronisation_rule
