#pragma once

#include "progress/RunProgress.hpp"
#include "runs/activity/Activity.hpp"

#include <vector>

namespace jim::runs::run_profile {

/// The phases of a run as its activity keeps them.
[[nodiscard]] std::vector<activity::Phase> phaseRecords(const progress::RunProgress& progress);

}  // namespace jim::runs::run_profile
