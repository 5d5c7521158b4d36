#pragma once

#include "runs/run_profile/Session.hpp"

namespace jim::runs::executor {

/// Removes activities, with their items, that have ended and are older than the service settings
/// History.* say: the oldest, and no more than is done in a moment. To be called again and again;
/// several processes may. How many activities went.
[[nodiscard]] base::Result<std::size_t> removeBeyondRetention(run_profile::Session& session,
                                                              base::Timestamp now);

}  // namespace jim::runs::executor
