#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::connector_definition {

[[nodiscard]] operation::Route listConnectorDefinitions();
[[nodiscard]] operation::Route getConnectorDefinition();
[[nodiscard]] operation::Route getConnectorDefinitionByName();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::connector_definition
