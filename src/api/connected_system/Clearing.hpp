#pragma once

#include "api/connected_system/Lookup.hpp"

namespace jim::api::connected_system {

/// Removes every object of the system from its connector space, with joins and pending exports,
/// within the open transaction.
[[nodiscard]] base::Status clearSpace(const operation::Call& call, const ConnectedSystem& system);

}  // namespace jim::api::connected_system
