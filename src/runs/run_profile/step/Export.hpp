#pragma once

#include "foundation/base/Result.hpp"
#include "runs/run_profile/RunContext.hpp"

namespace jim::runs::run_profile::step {

/// Sends everything that is pending for the system, and applies what was taken to the connector
/// space at once. What failed stays pending with its error; so does everything when the run dies,
/// and exporting it again ends the same.
[[nodiscard]] base::Status exportChanges(RunContext& run);

}  // namespace jim::runs::run_profile::step
