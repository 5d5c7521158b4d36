#pragma once

#include "api/live_progress/LongPoll.hpp"
#include "api/watch/Feed.hpp"
#include "foundation/base/Guid.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace jim::api::live_progress {

/// One connection follows at most so many runs that it names; so many ids fit into a URL.
inline constexpr std::size_t kMostRuns = 500;

/// Begins to watch a run, or says as a JSON object why that is not possible.
[[nodiscard]] std::optional<std::string> tryWatch(watch::Feed& feed, watch::Watch& watch,
                                                  const base::Guid& activityId);

}  // namespace jim::api::live_progress
