#pragma once

#include "api/operation/Call.hpp"
#include "api/operation/Paging.hpp"
#include "progress/SnapshotReading.hpp"

#include <cstdint>
#include <vector>

namespace jim::api::live_progress {

/// A run that has not ended, as it is shown now.
struct ActiveRun {
    base::Guid activityId;
    progress::SnapshotPtr snapshot{};  ///< Null: only the database knows of it.
    progress::ReadDocument read{};
};

struct ActiveRuns {
    std::vector<ActiveRun> runs;
    std::int64_t totalCount = 0;
};

/// The runs that are queued or under way, the one that was queued last first: an order that stays
/// while they go on, so that none is on two pages. While the progress store is away they are what
/// the database knows of them.
[[nodiscard]] base::Result<ActiveRuns> activeRuns(const operation::Call& call,
                                                  identity::connector_space::PageRequest page);

}  // namespace jim::api::live_progress
