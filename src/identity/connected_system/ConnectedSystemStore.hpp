#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace jim::identity::connected_system {

/// Keeps connected systems with their settings and schema. Each call is atomic by itself, or part
/// of the transaction that is open on the same session. One session is used by one thread.
class ConnectedSystemStore {
public:
    virtual ~ConnectedSystemStore() = default;

    /// All of them, by name.
    [[nodiscard]] virtual base::Result<std::vector<ConnectedSystem>> all() = 0;
    [[nodiscard]] virtual base::Result<std::optional<ConnectedSystem>> find(std::int32_t id) = 0;

    /// Writes the system with everything in it: rows that are no longer there are removed. Ids of 0
    /// (system, object types, attributes) are allocated and filled in.
    [[nodiscard]] virtual base::Status save(ConnectedSystem& system) = 0;

    /// Removes the system with its run profiles, rules, connector space and pending exports.
    [[nodiscard]] virtual base::Status remove(std::int32_t id) = 0;
};

}  // namespace jim::identity::connected_system
