#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::api_key {

[[nodiscard]] operation::Route listApiKeys();
[[nodiscard]] operation::Route getApiKey();
[[nodiscard]] operation::Route createApiKey();
[[nodiscard]] operation::Route updateApiKey();
[[nodiscard]] operation::Route deleteApiKey();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::api_key
