#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::live_progress {

[[nodiscard]] operation::Route getActivityProgress();
[[nodiscard]] operation::Route streamActivityProgress();
[[nodiscard]] operation::Route listProgress();
[[nodiscard]] operation::Route streamProgress();
[[nodiscard]] operation::Route converseProgress();
[[nodiscard]] operation::Route createTicket();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::live_progress
