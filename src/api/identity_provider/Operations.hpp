#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::identity_provider {

[[nodiscard]] operation::Route getUserInfo();
[[nodiscard]] operation::Route getAuthConfiguration();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::identity_provider
