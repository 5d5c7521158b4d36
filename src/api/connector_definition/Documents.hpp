#pragma once

#include "api/operation/Json.hpp"
#include "identity/connected_system/ConnectorDefinition.hpp"

namespace jim::api::connector_definition {

[[nodiscard]] operation::Json headerOf(
    const identity::connected_system::ConnectorDefinition& definition, bool inUse);
[[nodiscard]] operation::Json detailOf(
    const identity::connected_system::ConnectorDefinition& definition);

}  // namespace jim::api::connector_definition
