#pragma once

#include "runs/activity/Activity.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace jim::store {

/// Phases, alerts and stats of an activity as the JSON that its row keeps. Reading tolerates what
/// is missing, so that later versions can add members.
[[nodiscard]] std::string phasesJson(const std::vector<runs::activity::Phase>& phases);
[[nodiscard]] std::vector<runs::activity::Phase> phasesOf(std::string_view json);
[[nodiscard]] std::string alertsJson(const std::vector<progress::AlertFiring>& alerts);
[[nodiscard]] std::vector<progress::AlertFiring> alertsOf(std::string_view json);
[[nodiscard]] std::string statsJson(const runs::activity::Stats& stats);
[[nodiscard]] runs::activity::Stats statsOf(std::string_view json);

}  // namespace jim::store
