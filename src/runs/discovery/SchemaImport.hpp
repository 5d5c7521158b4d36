#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Timestamp.hpp"

#include <map>
#include <string>
#include <vector>

namespace jim::runs::discovery {

/// A definition that a source no longer has as it is stored.
struct AspectChange {
    std::string attribute;
    std::string aspect;  ///< type, plurality
    std::string before;
    std::string after;
};

/// What a discovered schema would change of the stored one. Names of object types are keys.
struct SchemaDifference {
    std::vector<std::string> addedTypes;
    std::vector<std::string> removedTypes;
    std::vector<std::string> updatedTypes;
    std::map<std::string, std::vector<std::string>> addedAttributes;
    std::map<std::string, std::vector<std::string>> removedAttributes;
    std::map<std::string, std::vector<AspectChange>> changedAttributes;

    [[nodiscard]] bool hasChanges() const {
        return !addedTypes.empty() || !addedAttributes.empty() || hasRemovalsOrChanges();
    }
    [[nodiscard]] bool hasRemovalsOrChanges() const {
        return !removedTypes.empty() || !removedAttributes.empty() || !changedAttributes.empty();
    }
};

/// Compares without changing anything. A type that an administrator has set is not a change.
[[nodiscard]] SchemaDifference difference(const identity::connected_system::ConnectedSystem& system,
                                          const connectors::DiscoveredSchema& discovered);

/// Takes the discovered schema over. What is known by name (any case) keeps its id, selection,
/// external id and administrator's type; what the source no longer has goes. New object types are
/// selected when there is only one, new attributes are not, except the suggested external id of
/// an object type that has none.
void merge(identity::connected_system::ConnectedSystem& system,
           const connectors::DiscoveredSchema& discovered, base::Timestamp now);

}  // namespace jim::runs::discovery
