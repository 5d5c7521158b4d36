#pragma once

#include "progress/ProgressStore.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>

namespace jim::progress::redis::impl {

/// The newest snapshots of the runs that are read here, as Redis gave them and as its subscription
/// has told since. One that nothing was heard of for kMoment answers no more: whatever becomes of
/// Redis or of the subscription, nobody is given anything older. Bounded. Thread-safe.
class Recent {
public:
    using Moment = std::chrono::microseconds;  ///< Steady.

    /// As long as an answer of Redis may take: what it said at the beginning of that is given too.
    static constexpr Moment kMoment = std::chrono::milliseconds{250};

    explicit Recent(std::size_t most = 1'000) : most_(most) {}

    /// What may answer now; null when Redis has to be asked.
    [[nodiscard]] SnapshotPtr find(const base::Guid& id, Moment now);

    /// Redis is being asked: from now on what comes of this run is kept.
    void asking(const base::Guid& id, Moment now);
    /// What it said; null when it has none.
    void answered(const base::Guid& id, const SnapshotPtr& snapshot, Moment asked);
    /// The newest of a run that Redis had at that moment. Kept when the run is read here.
    void heard(const SnapshotPtr& snapshot, Moment when);

    void forget(const base::Guid& id);
    void forgetAll();

private:
    struct Entry {
        SnapshotPtr snapshot{};  ///< Null: only asked for.
        Moment heard{0};         ///< It was the newest then.
        Moment asked{0};         ///< By somebody here, for the last time.
    };

    void makeRoom(Moment now);

    const std::size_t most_;
    std::mutex mutex_;
    std::map<base::Guid, Entry> entries_;
};

}  // namespace jim::progress::redis::impl
