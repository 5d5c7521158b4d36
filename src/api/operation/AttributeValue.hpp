#pragma once

#include "api/operation/Json.hpp"
#include "identity/schema/Value.hpp"

#include <string_view>

namespace jim::api::operation {

/// A value of an attribute as plain JSON: numbers and truths as such, times in ISO 8601, bytes in
/// base64, anything else as text.
[[nodiscard]] Json plainValue(identity::schema::AttributeType type, std::string_view bytes);

/// Adds `stringValue` to `boolValue`: the one that goes with the type is set, the rest are null.
/// References have none of them.
void setValue(Json& out, identity::schema::AttributeType type, std::string_view bytes);

/// The id of one value of one object: values have no rows of their own, so it is made of what they
/// are, and stays the same while they do.
[[nodiscard]] base::Guid valueId(const base::Guid& object, std::int32_t attribute,
                                 std::string_view bytes);

}  // namespace jim::api::operation
