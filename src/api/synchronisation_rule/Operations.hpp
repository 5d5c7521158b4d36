#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::synchronisation_rule {

[[nodiscard]] operation::Route listSynchronisationRules();
[[nodiscard]] operation::Route getSynchronisationRule();
[[nodiscard]] operation::Route createSynchronisationRule();
[[nodiscard]] operation::Route updateSynchronisationRule();
[[nodiscard]] operation::Route deleteSynchronisationRule();

[[nodiscard]] operation::Route listMappings();
[[nodiscard]] operation::Route getMapping();
[[nodiscard]] operation::Route createMapping();
[[nodiscard]] operation::Route updateMapping();
[[nodiscard]] operation::Route deleteMapping();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::synchronisation_rule
