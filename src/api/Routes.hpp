#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <vector>

namespace jim::api {

/// Every operation there is, the documentation of them all included.
[[nodiscard]] std::vector<operation::Route> allRoutes();

/// Every shape that they speak of.
[[nodiscard]] operation::Schemas allSchemas();

}  // namespace jim::api
