#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::alert_rule {

[[nodiscard]] operation::Route listAlertRules();
[[nodiscard]] operation::Route getAlertRule();
[[nodiscard]] operation::Route createAlertRule();
[[nodiscard]] operation::Route updateAlertRule();
[[nodiscard]] operation::Route deleteAlertRule();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::alert_rule
