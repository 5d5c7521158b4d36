#pragma once

#include "foundation/base/Clock.hpp"
#include "progress/HeartbeatTimes.hpp"
#include "progress/NewestSeen.hpp"
#include "progress/ProgressStore.hpp"
#include "progress/Subscribers.hpp"

#include <memory>
#include <mutex>
#include <set>

namespace jim::progress {

/// A store that others read too, with one of this process beside it: what this process publishes
/// goes to both, and while the shared one is away readers here are given what the local one has,
/// with `reporter.store: memory`. The shared one is told what it missed when it is back.
///
/// What the shared one has lost is written again, too: runs that go on as often as that happens, an
/// end once. Others have an end that is lost again from the database.
///
/// What comes from the shared one has a heartbeat that is late by this process's clock, also when
/// its worker's is ahead.
class FallbackProgressStore final : public ProgressStore {
public:
    /// All outlive it.
    FallbackProgressStore(ProgressStore& shared, ProgressStore& local, const base::Clock& clock);
    ~FallbackProgressStore() override;

    [[nodiscard]] base::Result<UpdateResult> update(
        const StoredSnapshot& snapshot, const std::optional<HistoryPoint>& point) override;
    [[nodiscard]] std::vector<base::Result<UpdateResult>> updateAll(
        std::span<const SnapshotUpdate> updates) override;
    /// Of a run that this process executes, or has ended, what it has published, without asking the
    /// shared store, and nothing older than what subscribers were told; of any other the newer of
    /// what the two have. Unavailable when the shared one is away and the local one has nothing.
    [[nodiscard]] base::Result<SnapshotPtr> get(const base::Guid& activityId) override;
    [[nodiscard]] SnapshotPtr recall(const base::Guid& activityId) override;
    [[nodiscard]] base::Status clear(const base::Guid& activityId) override;
    [[nodiscard]] base::Result<std::vector<SnapshotPtr>> listActive() override;
    [[nodiscard]] base::Result<std::vector<HistoryPoint>> history(
        const base::Guid& activityId) override;
    [[nodiscard]] std::unique_ptr<Subscription> subscribe(SnapshotReceiver receiver) override;
    [[nodiscard]] StoreStatus status() const override { return shared_.status(); }

    /// Writes to the shared store again what it missed, every running activity of this process, and
    /// what has ended lately. To be called when the shared store is back, has lost what it had, or
    /// may take writes again: it stops at the first that is not taken, and keeps the rest for the
    /// next call.
    void republish();

private:
    [[nodiscard]] base::Result<UpdateResult> keep(const SnapshotUpdate& update,
                                                  base::Result<UpdateResult> shared);
    [[nodiscard]] std::set<base::Guid> writeAgain(const std::set<base::Guid>& ids);
    [[nodiscard]] bool writeAgain(std::span<const SnapshotUpdate> updates);
    void rememberEnd(const base::Guid& activityId);
    [[nodiscard]] bool isNewestKnown(const SnapshotPtr& here);
    [[nodiscard]] SnapshotPtr heard(const SnapshotPtr& snapshot);
    void receive(const SnapshotPtr& snapshot);
    void giveUpOlder(const base::Guid& activityId, std::int32_t attempt);

    ProgressStore& shared_;
    ProgressStore& local_;
    const base::Clock& clock_;
    Subscribers subscribers_;

    std::mutex mutex_;  ///< Guards what follows.
    std::set<base::Guid> missed_;
    std::set<base::Guid> ended_;  ///< Whose end the shared store has, as far as is known.
    NewestSeen told_;
    HeartbeatTimes heartbeats_;

    std::mutex subscribing_;
    std::unique_ptr<Subscription> fromLocal_;
    std::unique_ptr<Subscription> fromShared_;
};

}  // namespace jim::progress
