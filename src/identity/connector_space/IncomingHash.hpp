#pragma once

#include "identity/connector_space/ConnectorSpaceObject.hpp"

#include <span>
#include <string_view>

namespace jim::identity::connector_space {

/// 128 bits that stand for a text in memory, where the text itself would be too much.
struct Key128 {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    bool operator==(const Key128&) const = default;
};

/// XXH3-128 of an external id within an object type.
[[nodiscard]] Key128 externalIdKey(std::int32_t objectTypeId, std::string_view externalId);

/// One reference as it counts towards the hash.
struct IncomingReference {
    schema::AttributeId attribute = 0;
    std::string_view target;

    auto operator<=>(const IncomingReference&) const = default;
};

/// The content hash of a whole object: its document and its references in any order. An import
/// computes it of what comes in, an export of what it has left in the system, so that the import
/// that confirms finds nothing to do. `references` is sorted in place.
[[nodiscard]] schema::ContentHash incomingHash(std::string_view document,
                                               std::span<IncomingReference> references);

}  // namespace jim::identity::connector_space
