#pragma once

#include "api/operation/Route.hpp"

namespace jim::api::live_progress {

/// The newest of the path's activity that this process knows without waiting; null when it does not
/// know it, or the client has seen a newer one, at another node. That there is one says that the
/// run exists.
[[nodiscard]] progress::SnapshotPtr recallRun(const transport::http::Request& request,
                                              const operation::PathValues& path,
                                              const operation::ApiContext& context);

}  // namespace jim::api::live_progress
