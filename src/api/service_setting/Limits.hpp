#pragma once

#include "api/access/Gate.hpp"
#include "runs/run_profile/Session.hpp"

namespace jim::api::service_setting {

/// The rate limits in force, from the settings `Security.RateLimiting.*`.
[[nodiscard]] base::Result<access::RateLimits> rateLimits(runs::run_profile::Session& session);

}  // namespace jim::api::service_setting
