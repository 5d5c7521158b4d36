#pragma once

#include "progress/ProgressStore.hpp"

#include <map>

namespace jim::progress {

/// When heartbeats that came from other hosts were heard of here. A worker whose clock is ahead of
/// this one says a time that is still to come: its heartbeat would never be late. Bounded: the
/// oldest runs are forgotten first. One thread at a time.
class HeartbeatTimes {
public:
    explicit HeartbeatTimes(std::size_t most = 20'000) : most_(most) {}

    /// The snapshot, whose heartbeat is not later than when it was first heard of.
    [[nodiscard]] SnapshotPtr heard(const SnapshotPtr& snapshot, base::Timestamp now);

private:
    struct Heard {
        std::int32_t attempt = 0;
        std::int64_t revision = 0;
        base::Timestamp at;
    };

    const std::size_t most_;
    std::map<base::Guid, Heard> ahead_;  ///< Of the runs whose workers are. Ordered by time.
};

}  // namespace jim::progress
