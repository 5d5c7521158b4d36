#include "progress/Subscribers.hpp"

#include <condition_variable>
#include <exception>
#include <map>
#include <thread>
#include <utility>

namespace jim::progress {

/// One receiver with what waits for it: the newest snapshot of each activity.
class Receiver {
public:
    explicit Receiver(SnapshotReceiver call) : call_(std::move(call)) {}

    void offer(const SnapshotPtr& snapshot) {
        const std::scoped_lock lock{mutex_};
        if (!closed_) waiting_.insert_or_assign(snapshot->activityId, snapshot);
    }

    void deliver() {
        std::unique_lock lock{mutex_};
        if (caller_ != std::thread::id{}) return;
        caller_ = std::this_thread::get_id();
        while (!closed_ && !waiting_.empty()) {
            const auto next = waiting_.extract(waiting_.begin()).mapped();
            lock.unlock();
            call(next);
            lock.lock();
        }
        caller_ = {};
        idle_.notify_all();
    }

    void close() {
        std::unique_lock lock{mutex_};
        closed_ = true;
        waiting_.clear();
        if (caller_ == std::this_thread::get_id()) return;
        idle_.wait(lock, [this] { return caller_ == std::thread::id{}; });
    }

private:
    /// A receiver that throws harms neither the store nor the other receivers.
    void call(const SnapshotPtr& snapshot) {
        try {
            call_(snapshot);
        } catch (const std::exception&) {
            return;
        }
    }

    const SnapshotReceiver call_;
    std::mutex mutex_;
    std::condition_variable idle_;
    std::map<base::Guid, SnapshotPtr> waiting_;
    std::thread::id caller_;
    bool closed_ = false;
};

namespace {

class OwnedSubscription final : public Subscription {
public:
    explicit OwnedSubscription(std::shared_ptr<Receiver> receiver)
        : receiver_(std::move(receiver)) {}
    ~OwnedSubscription() override { receiver_->close(); }

private:
    std::shared_ptr<Receiver> receiver_;
};

}  // namespace

std::unique_ptr<Subscription> Subscribers::add(SnapshotReceiver receiver) {
    auto shared = std::make_shared<Receiver>(std::move(receiver));
    {
        const std::scoped_lock lock{mutex_};
        std::erase_if(receivers_, [](const auto& each) { return each.expired(); });
        receivers_.push_back(shared);
    }
    return std::make_unique<OwnedSubscription>(std::move(shared));
}

std::vector<std::shared_ptr<Receiver>> Subscribers::living() {
    const std::scoped_lock lock{mutex_};
    std::vector<std::shared_ptr<Receiver>> list;
    for (const auto& each : receivers_)
        if (auto receiver = each.lock()) list.push_back(std::move(receiver));
    return list;
}

void Subscribers::offer(const SnapshotPtr& snapshot) {
    for (const auto& receiver : living()) receiver->offer(snapshot);
}

void Subscribers::deliver() {
    for (const auto& receiver : living()) receiver->deliver();
}

}  // namespace jim::progress
