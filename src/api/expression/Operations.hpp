#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::expression {

[[nodiscard]] operation::Route testExpression();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::expression
