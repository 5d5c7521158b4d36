#include "api/object_type/Lookup.hpp"

#include <algorithm>

namespace jim::api::object_type {

base::Result<ObjectType*> find(const operation::Call& call, ConnectedSystem& system) {
    const auto id = call.integer("ot");
    const auto at = std::ranges::find(system.objectTypes, id, &ObjectType::id);
    if (at == system.objectTypes.end())
        return base::fail(base::notFound("Object type", std::to_string(id)));
    return &*at;
}

base::Result<Attribute*> findAttribute(ObjectType& type, std::int32_t id) {
    const auto at = std::ranges::find(type.attributes, id, &Attribute::id);
    if (at == type.attributes.end())
        return base::fail(base::notFound("Attribute", std::to_string(id)));
    return &*at;
}

}  // namespace jim::api::object_type
