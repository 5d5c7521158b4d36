#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/Timestamp.hpp"

#include <cstdint>
#include <vector>

namespace jim::runs::activity {

/// What activities are kept for.
enum class RetentionKind : std::uint8_t { Runs, ConfigurationChanges };

/// Takes away activities that have ended and are too old. One session is used by one thread.
class RetentionStore {
public:
    virtual ~RetentionStore() = default;

    /// Numbers of those that have ended and were created before `before`: the oldest, at most
    /// `limit`.
    [[nodiscard]] virtual base::Result<std::vector<std::int64_t>> endedBefore(
        RetentionKind kind, base::Timestamp before, std::size_t limit) = 0;

    /// Removes at most `items` items of an activity, within the open transaction, and the activity
    /// with the last of them. How many items went; fewer than `items` when the activity is gone.
    [[nodiscard]] virtual base::Result<std::int64_t> remove(std::int64_t activityNumber,
                                                            std::int64_t items) = 0;
};

}  // namespace jim::runs::activity
