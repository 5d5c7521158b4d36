#pragma once

#include "progress/RunProgress.hpp"
#include "runs/activity/Activity.hpp"

#include <vector>

namespace jim::runs::run_profile {

/// The phases of a run as its activity keeps them.
[[nodiscard]] std::vector<activity::Phase> activityPhases(
    const std::vector<progress::PhaseRecord>& records);

}  // namespace jim::runs::run_profile
