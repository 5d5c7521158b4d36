#pragma once

#include "api/operation/Route.hpp"

namespace jim::api::live_progress {

/// Whether the progress of the path's activity is in this process: what asks for it needs neither
/// database nor Redis. The snapshot's presence says that the run exists.
[[nodiscard]] bool isInMemory(const operation::PathValues& path,
                              const operation::ApiContext& context);

}  // namespace jim::api::live_progress
