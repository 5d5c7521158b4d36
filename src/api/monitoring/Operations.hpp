#pragma once

#include "api/operation/Route.hpp"

namespace jim::api::monitoring {

/// At the root of the server, where scrapers look: it is no part of the versioned interface.
[[nodiscard]] operation::Route getMetrics();

}  // namespace jim::api::monitoring
