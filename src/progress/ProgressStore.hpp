#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Result.hpp"
#include "foundation/base/Timestamp.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jim::progress {

/// No snapshot is larger; typical ones are under 4 KiB.
inline constexpr std::size_t kMaximumDocument = 16 * 1024;

/// Points kept for sparklines, the newest ones.
inline constexpr std::size_t kHistoryPoints = 120;

/// A snapshot as stores keep it: the document, and what is needed to compare it with others.
struct StoredSnapshot {
    base::Guid activityId;
    std::int32_t attempt = 0;
    std::string epoch;          ///< Tells publisher processes apart.
    std::int64_t revision = 0;  ///< Strictly rising inside an attempt.
    bool terminal = false;
    bool attended = false;  ///< A worker has it, so that a late heartbeat means something.
    base::Timestamp asOf;   ///< When it was taken: the heartbeat.
    std::string document;   ///< JSON, as encodeSnapshot makes it.
};

using SnapshotPtr = std::shared_ptr<const StoredSnapshot>;

/// One point of a sparkline.
struct HistoryPoint {
    base::Timestamp at;
    std::int64_t processed = 0;
    std::optional<double> objectsPerSecond;
    bool operator==(const HistoryPoint&) const = default;
};

/// A snapshot to store, and the point that it adds to the activity's history.
struct SnapshotUpdate {
    StoredSnapshot snapshot;
    std::optional<HistoryPoint> point;
};

/// What became of an update, and what is stored now.
struct UpdateResult {
    bool accepted = false;
    std::int32_t attempt = 0;
    std::int64_t revision = 0;
    bool terminal = false;
    bool onlyHere = false;  ///< The store that others read was away: this process alone has it.
};

/// How a store is doing, for health and metrics.
struct StoreStatus {
    std::string name = "memory";
    std::string state = "up";             ///< `connecting`, `up`, `refusing` (writes) or `down`.
    std::string reason{};                 ///< For administrators, unless it is up.
    std::vector<std::string> warnings{};  ///< What is set up so that it may cost the picture.
    std::uint64_t writes = 0;             ///< Accepted.
    std::uint64_t refused = 0;            ///< Older than what was stored.
    std::uint64_t writeErrors = 0;
    std::uint64_t readErrors = 0;
    std::uint64_t malformed = 0;  ///< Values that no publisher wrote.
    std::uint64_t messages = 0;   ///< Received from other processes.
    std::uint64_t connections = 0;
};

/// Holds a subscription; its destructor ends it and returns when no call is under way (from
/// within a call: at once).
class Subscription {
public:
    virtual ~Subscription() = default;
};

/// Called with a new snapshot, never under a lock of the store, never twice at once. A slow
/// receiver misses what was overtaken, never the newest of an activity, and sees no older after it.
using SnapshotReceiver = std::function<void(const SnapshotPtr&)>;

/// Keeps the newest snapshot of each run for a while. Thread-safe. Engines pass
/// contract_test/ProgressStoreContract.hpp.
///
/// A failure is Unavailable (the store is away) or InvalidInput (a document over the limit).
class ProgressStore {
public:
    virtual ~ProgressStore() = default;

    /// Replaces what is stored if the new one is newer: a higher attempt, or a higher revision of
    /// the same attempt; and a terminal snapshot only by a terminal one. Then tells subscribers.
    /// `point` is added to the activity's history. The time to live starts anew.
    [[nodiscard]] virtual base::Result<UpdateResult> update(
        const StoredSnapshot& snapshot, const std::optional<HistoryPoint>& point) = 0;

    /// `update` for each of them, in their order, with as many results. Engines that are far away
    /// send them together.
    [[nodiscard]] virtual std::vector<base::Result<UpdateResult>> updateAll(
        std::span<const SnapshotUpdate> updates);

    /// Null when there is none, or it has expired.
    [[nodiscard]] virtual base::Result<SnapshotPtr> get(const base::Guid& activityId) = 0;

    [[nodiscard]] virtual base::Status clear(const base::Guid& activityId) = 0;

    /// All that are not terminal, the most recent heartbeat first.
    [[nodiscard]] virtual base::Result<std::vector<SnapshotPtr>> listActive() = 0;

    /// Oldest first, at most kHistoryPoints.
    [[nodiscard]] virtual base::Result<std::vector<HistoryPoint>> history(
        const base::Guid& activityId) = 0;

    /// What `get` would have answered a moment ago (a quarter of a second at most), from this
    /// process's memory and without waiting; never older than what subscribers of this store were
    /// told. Null: ask with `get`.
    [[nodiscard]] virtual SnapshotPtr recall(const base::Guid& activityId) {
        (void)activityId;
        return nullptr;
    }

    /// To the snapshots of all activities from now on.
    [[nodiscard]] virtual std::unique_ptr<Subscription> subscribe(SnapshotReceiver receiver) = 0;

    [[nodiscard]] virtual StoreStatus status() const { return {}; }
};

/// Whether `next` may take the place of what is stored, as `update` says.
[[nodiscard]] bool mayReplace(const UpdateResult& stored, const StoredSnapshot& next);

}  // namespace jim::progress
