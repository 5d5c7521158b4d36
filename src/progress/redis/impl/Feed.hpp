#pragma once

#include "progress/NewestSeen.hpp"
#include "progress/Subscribers.hpp"
#include "transport/redis/Client.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace jim::progress::redis::impl {

/// Gives on what is published, and reads the state again whenever the subscription began anew:
/// what was published before that was missed. Thread-safe.
class Feed {
public:
    struct Source {
        std::string channel;
        /// A message, as a snapshot; null when it is none.
        std::function<SnapshotPtr(std::string)> decode;
        std::function<base::Result<std::vector<SnapshotPtr>>()> listActive;
        std::function<base::Result<SnapshotPtr>(const base::Guid&)> get;
    };

    Feed(transport::redis::Client& client, Source source);

    /// The first one waits until Redis has taken the subscription, at most `patience`.
    [[nodiscard]] std::unique_ptr<Subscription> add(SnapshotReceiver receiver,
                                                    std::chrono::milliseconds patience);

private:
    void received(std::string message);
    void offer(const SnapshotPtr& snapshot);
    void readAgain();

    transport::redis::Client& client_;
    const Source source_;
    Subscribers subscribers_;
    std::atomic<bool> delivering_{false};

    std::mutex mutex_;  ///< Guards what follows.
    NewestSeen newest_;
    bool subscribing_ = false;
    bool current_ = false;  ///< Subscribed, and the state was read since.
    std::condition_variable becameCurrent_;
};

}  // namespace jim::progress::redis::impl
