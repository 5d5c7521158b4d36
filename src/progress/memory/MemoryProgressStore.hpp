#pragma once

#include "foundation/base/Clock.hpp"
#include "progress/ProgressStore.hpp"

#include <chrono>
#include <cstddef>
#include <memory>

namespace jim::progress::memory {

struct MemoryLimits {
    std::size_t snapshots = 20'000;  ///< Beyond it the one written longest ago goes first.
    std::size_t documentBytes = kMaximumDocument;
};

/// The store inside one process, for web and worker together. Forgets what was not written for
/// `ttl`, like Redis does. `clock` must outlive it.
class MemoryProgressStore final : public ProgressStore {
public:
    MemoryProgressStore(const base::Clock& clock, std::chrono::seconds ttl,
                        MemoryLimits limits = {});
    ~MemoryProgressStore() override;

    [[nodiscard]] base::Result<UpdateResult> update(
        const StoredSnapshot& snapshot, const std::optional<HistoryPoint>& point) override;
    [[nodiscard]] base::Result<SnapshotPtr> get(const base::Guid& activityId) override;
    [[nodiscard]] base::Status clear(const base::Guid& activityId) override;
    [[nodiscard]] base::Result<std::vector<SnapshotPtr>> listActive() override;
    [[nodiscard]] base::Result<std::vector<HistoryPoint>> history(
        const base::Guid& activityId) override;
    [[nodiscard]] SnapshotPtr recall(const base::Guid& activityId) override;
    [[nodiscard]] std::unique_ptr<Subscription> subscribe(SnapshotReceiver receiver) override;

private:
    struct State;
    std::shared_ptr<State> state_;  ///< Shared with subscriptions, which may outlive the store.
};

}  // namespace jim::progress::memory
