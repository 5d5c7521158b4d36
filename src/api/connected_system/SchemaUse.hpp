#pragma once

#include "api/connected_system/Lookup.hpp"
#include "runs/discovery/SchemaImport.hpp"

#include <set>

namespace jim::api::connected_system {

/// What a schema import would break: attributes that it takes away or defines otherwise, and that
/// rules or stored objects need.
struct SchemaUse {
    std::map<std::string, std::vector<std::string>> attributes;  ///< By object type.
    std::vector<std::string> objectTypes;  ///< That would go, with rules or objects of theirs.

    [[nodiscard]] bool any() const { return !attributes.empty() || !objectTypes.empty(); }
};

[[nodiscard]] base::Result<SchemaUse> useOf(const operation::Call& call,
                                            const ConnectedSystem& system,
                                            const runs::discovery::SchemaDifference& difference);

/// The attributes of the system's connector space that rules read, write or match by.
[[nodiscard]] base::Result<std::set<std::int32_t>> attributesInRules(const operation::Call& call,
                                                                     std::int32_t systemId);

}  // namespace jim::api::connected_system
