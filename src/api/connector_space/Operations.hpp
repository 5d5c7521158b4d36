#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::connector_space {

[[nodiscard]] operation::Route listObjects();
[[nodiscard]] operation::Route countObjects();
[[nodiscard]] operation::Route countUnresolvedReferences();
[[nodiscard]] operation::Route getObject();
[[nodiscard]] operation::Route listAttributeValues();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::connector_space
