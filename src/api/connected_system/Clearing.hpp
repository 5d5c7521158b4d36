#pragma once

#include "api/connected_system/Lookup.hpp"

namespace jim::api::connected_system {

/// Whether taking its objects away is work for a worker: the system has too many of them for one
/// request, or it is busy, or it is being deleted already.
[[nodiscard]] base::Result<bool> needsWorker(const operation::Call& call,
                                             const ConnectedSystem& system);

/// Removes every object of the system from its connector space, with joins and pending exports,
/// within the open transaction.
[[nodiscard]] base::Status clearSpace(const operation::Call& call, const ConnectedSystem& system);

/// Queues the removal; 202 with what the caller can follow it by. InvalidState when it is being
/// deleted already.
[[nodiscard]] base::Result<operation::Reply> queueRemoval(const operation::Call& call,
                                                          const ConnectedSystem& system,
                                                          bool withSystem, std::string reason);

}  // namespace jim::api::connected_system
