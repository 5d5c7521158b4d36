#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"
#include "security/ApiKey.hpp"

#include <span>

namespace jim::api::role {

[[nodiscard]] operation::Route listRoles();
[[nodiscard]] operation::Route getRole();

[[nodiscard]] operation::Json documentOf(security::Role role);

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::role
