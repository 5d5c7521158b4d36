#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::metaverse_object {

[[nodiscard]] operation::Route listMetaverseObjects();
[[nodiscard]] operation::Route countMetaverseObjects();
[[nodiscard]] operation::Route getMetaverseObject();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::metaverse_object
