#pragma once

#include "api/object_type/Lookup.hpp"
#include "api/operation/Reader.hpp"

#include <optional>

namespace jim::api::object_type {

/// What may be changed of an attribute of a connected system.
struct AttributeChange {
    std::optional<bool> selected;
    std::optional<bool> isExternalId;
    std::optional<bool> isSecondaryExternalId;
    std::optional<identity::schema::AttributeType> type;
};

[[nodiscard]] AttributeChange readChange(operation::Reader& body);

/// What a change is judged by.
struct ChangeRules {
    const identity::connected_system::ConnectorCapabilities& capabilities;
    bool clearsOthers = true;  ///< A new external id takes the place of the old one.
    bool inUse = false;        ///< Rules or stored objects depend on the attribute's type.
};

/// InvalidInput or InvalidState, and then nothing is changed.
[[nodiscard]] base::Status apply(const AttributeChange& change, ObjectType& type,
                                 Attribute& attribute, const ChangeRules& rules);

/// Whether rules or stored objects depend on the type of this attribute.
[[nodiscard]] base::Result<bool> isInUse(const operation::Call& call, const ConnectedSystem& system,
                                         const ObjectType& type, const Attribute& attribute);

}  // namespace jim::api::object_type
