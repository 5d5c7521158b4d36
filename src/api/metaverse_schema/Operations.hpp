#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::metaverse_schema {

[[nodiscard]] operation::Route listObjectTypes();
[[nodiscard]] operation::Route getObjectType();
[[nodiscard]] operation::Route createObjectType();
[[nodiscard]] operation::Route updateObjectType();

[[nodiscard]] operation::Route listAttributes();
[[nodiscard]] operation::Route getAttribute();
[[nodiscard]] operation::Route createAttribute();
[[nodiscard]] operation::Route updateAttribute();
[[nodiscard]] operation::Route updateAttributeSchema();
[[nodiscard]] operation::Route addAttributeToObjectType();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::metaverse_schema
