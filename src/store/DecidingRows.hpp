#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/MetaverseObject.hpp"

#include <string_view>

// What of a row decides about an object, named once: what a database reads, in SQL, and what has
// just been written, from memory. Fingerprints of single objects and of stretches are made of it.
namespace jim::store::impl {

/// Rows of a table by the id in one of its columns, with the columns that decide.
struct DecidingRows {
    std::string_view table;
    std::string_view id;
    std::string_view columns;
};

constexpr DecidingRows kDecidingMetaverse{"mvo", "id", "type_id, document"};
constexpr DecidingRows kDecidingObjects{"cso", "id",
                                        "system_id, type_id, status, external_id, document"};
constexpr DecidingRows kDecidingPending{"pending_export", "cso_id", "change_type, status, changes"};

/// Hands the values of those columns to `take`, in their order.
[[nodiscard]] auto decidingValues(const identity::metaverse::MetaverseObject& object,
                                  const auto& take) {
    return take(object.objectTypeId, object.document);
}
[[nodiscard]] auto decidingValues(const identity::connector_space::ConnectorSpaceObject& object,
                                  const auto& take) {
    return take(object.systemId, object.objectTypeId, object.status, object.externalId,
                object.document);
}
[[nodiscard]] auto decidingValues(const identity::connector_space::PendingExport& pending,
                                  const auto& take) {
    return take(pending.changeType, pending.status, pending.changes);
}

}  // namespace jim::store::impl
