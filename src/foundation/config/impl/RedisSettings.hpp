#pragma once

#include "foundation/config/Settings.hpp"

namespace jim::config::impl {

/// What the settings of Redis must agree on. InvalidInput.
[[nodiscard]] base::Status checkRedis(const Settings& settings);

}  // namespace jim::config::impl
