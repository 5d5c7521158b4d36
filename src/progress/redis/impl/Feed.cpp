#include "progress/redis/impl/Feed.hpp"

#include <utility>

namespace jim::progress::redis::impl {

Feed::Feed(transport::redis::Client& client, Source source)
    : client_(client), source_(std::move(source)) {}

std::unique_ptr<Subscription> Feed::add(SnapshotReceiver receiver,
                                        std::chrono::milliseconds patience) {
    auto subscription = subscribers_.add(std::move(receiver));
    std::unique_lock lock{mutex_};
    if (!std::exchange(subscribing_, true))
        client_.subscribe(
            source_.channel, [this] { client_.post([this] { readAgain(); }); },
            [this](std::string message) { received(std::move(message)); });
    const bool away = client_.status().state == transport::redis::State::Down;
    if (!away) becameCurrent_.wait_for(lock, patience, [this] { return current_; });
    return subscription;
}

void Feed::received(std::string message) {
    if (const auto snapshot = source_.decode(std::move(message))) offer(snapshot);
}

/// Delivery may wait for a receiver, so it is done elsewhere; once for all that came meanwhile.
void Feed::offer(const SnapshotPtr& snapshot) {
    {
        const std::scoped_lock lock{mutex_};
        if (!newest_.advance(*snapshot)) return;
        subscribers_.offer(snapshot);
    }
    if (delivering_.exchange(true)) return;
    client_.post([this] {
        delivering_ = false;
        subscribers_.deliver();
    });
}

/// Those that are not active any more have ended meanwhile, and somebody waits for that.
void Feed::readAgain() {
    std::vector<base::Guid> unfinished;
    {
        const std::scoped_lock lock{mutex_};
        unfinished = newest_.unfinished();
    }
    if (const auto active = source_.listActive())
        for (const auto& snapshot : *active) offer(snapshot);
    for (const auto& id : unfinished)
        if (const auto snapshot = source_.get(id); snapshot && *snapshot) offer(*snapshot);
    const std::scoped_lock lock{mutex_};
    current_ = true;
    becameCurrent_.notify_all();
}

}  // namespace jim::progress::redis::impl
