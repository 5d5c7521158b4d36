#pragma once

#include "foundation/log/Log.hpp"
#include "progress/ProgressStore.hpp"
#include "transport/redis/Client.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace jim::progress::redis {

struct RedisStoreOptions {
    std::chrono::seconds ttl{3600};
    std::string keyPrefix{};     ///< Before every key and the channel.
    bool mayReadConfig = false;  ///< Redis may be asked for its settings: the user is its default.
};

/// The store that processes share. A value is the snapshot's document under
/// `[prefix]progress:{activityId}`; one script for each publish compares, stores and tells
/// subscribers. What others wrote there is refused unless a publisher could have written it.
///
/// Runs that are read often are answered by `recall`: from what was read a moment ago, and from
/// what its subscription has told since.
///
/// A call waits for Redis at most as long as the client's options say, and fails with Unavailable
/// at once while Redis is known to be away.
class RedisProgressStore final : public ProgressStore {
public:
    /// Client and log outlive it; the client does not run yet, and has stopped before it goes.
    RedisProgressStore(transport::redis::Client& client, RedisStoreOptions options, log::Log& log);
    ~RedisProgressStore() override;

    /// Called, on a thread that may wait, when Redis is back or has lost what it had, and each
    /// second while it refuses writes: to write again what is to stand in it. Before the client
    /// runs.
    void whenAvailable(std::function<void()> call);

    [[nodiscard]] base::Result<UpdateResult> update(
        const StoredSnapshot& snapshot, const std::optional<HistoryPoint>& point) override;
    [[nodiscard]] std::vector<base::Result<UpdateResult>> updateAll(
        std::span<const SnapshotUpdate> updates) override;
    [[nodiscard]] base::Result<SnapshotPtr> get(const base::Guid& activityId) override;
    [[nodiscard]] SnapshotPtr recall(const base::Guid& activityId) override;
    [[nodiscard]] base::Status clear(const base::Guid& activityId) override;
    [[nodiscard]] base::Result<std::vector<SnapshotPtr>> listActive() override;
    [[nodiscard]] base::Result<std::vector<HistoryPoint>> history(
        const base::Guid& activityId) override;
    /// Waits, as a call does, until Redis has taken the first subscription.
    [[nodiscard]] std::unique_ptr<Subscription> subscribe(SnapshotReceiver receiver) override;
    [[nodiscard]] StoreStatus status() const override;

    /// Returns when subscribers have been told of all that was published before the call.
    [[nodiscard]] base::Status settle();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace jim::progress::redis
