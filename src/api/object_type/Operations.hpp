#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::object_type {

[[nodiscard]] operation::Route listObjectTypes();
[[nodiscard]] operation::Route getObjectType();
[[nodiscard]] operation::Route updateObjectType();
[[nodiscard]] operation::Route updateAttribute();
[[nodiscard]] operation::Route updateAttributes();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::object_type
