#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::activity {

[[nodiscard]] operation::Route listActivities();
[[nodiscard]] operation::Route getActivity();
[[nodiscard]] operation::Route getActivityStats();
[[nodiscard]] operation::Route listActivityItems();
[[nodiscard]] operation::Route getActivityItem();
[[nodiscard]] operation::Route listActivityChildren();
[[nodiscard]] operation::Route cancelActivity();
[[nodiscard]] operation::Route resumeActivity();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::activity
