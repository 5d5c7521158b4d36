#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::service_setting {

[[nodiscard]] operation::Route listServiceSettings();
[[nodiscard]] operation::Route getServiceSetting();
[[nodiscard]] operation::Route setServiceSetting();
[[nodiscard]] operation::Route revertServiceSetting();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::service_setting
