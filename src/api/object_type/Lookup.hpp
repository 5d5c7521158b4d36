#pragma once

#include "api/connected_system/Lookup.hpp"

namespace jim::api::object_type {

using identity::connected_system::Attribute;
using identity::connected_system::ConnectedSystem;
using identity::connected_system::ObjectType;

/// The type that `{ot:int}` of the path names; NotFound.
[[nodiscard]] base::Result<ObjectType*> find(const operation::Call& call, ConnectedSystem& system);

/// The attribute of that id; NotFound.
[[nodiscard]] base::Result<Attribute*> findAttribute(ObjectType& type, std::int32_t id);

}  // namespace jim::api::object_type
