#pragma once

#include "api/operation/Json.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"

namespace jim::api::connected_system {

[[nodiscard]] operation::Json documentOf(const identity::connected_system::ObjectType& type);
[[nodiscard]] operation::Json documentOf(const identity::connected_system::Attribute& attribute);

/// Attributes that hold credentials are never read, so they cannot be selected.
[[nodiscard]] bool isCredential(std::string_view name);

}  // namespace jim::api::connected_system
