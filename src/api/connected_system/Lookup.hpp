#pragma once

#include "api/operation/Call.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"

namespace jim::api::connected_system {

using identity::connected_system::ConnectedSystem;

/// The connected system that `{cs:int}` of the path names; NotFound.
[[nodiscard]] base::Result<ConnectedSystem> find(const operation::Call& call);

/// Its connector; InvalidState when that is not installed.
[[nodiscard]] base::Result<connectors::Connector*> connectorOf(const operation::Call& call,
                                                               const ConnectedSystem& system);

/// InvalidState while it is being deleted or one of its runs is queued or running: `what` must not
/// happen under a run's feet.
[[nodiscard]] base::Status requireIdle(const operation::Call& call, const ConnectedSystem& system,
                                       std::string_view what);

}  // namespace jim::api::connected_system
