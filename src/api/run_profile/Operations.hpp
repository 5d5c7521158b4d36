#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::run_profile {

[[nodiscard]] operation::Route listRunProfiles();
[[nodiscard]] operation::Route createRunProfile();
[[nodiscard]] operation::Route updateRunProfile();
[[nodiscard]] operation::Route deleteRunProfile();
[[nodiscard]] operation::Route executeRunProfile();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::run_profile
