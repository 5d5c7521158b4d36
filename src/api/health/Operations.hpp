#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::health {

[[nodiscard]] operation::Route getHealth();
[[nodiscard]] operation::Route getReadiness();
[[nodiscard]] operation::Route getLiveness();
[[nodiscard]] operation::Route getVersion();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::health
