#pragma once

#include "progress/ProgressStore.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace jim::progress {

class Receiver;

/// Who is told of new snapshots. Thread-safe; receivers are called outside its locks.
class Subscribers {
public:
    [[nodiscard]] std::unique_ptr<Subscription> add(SnapshotReceiver receiver);

    /// Leaves it for every receiver; what was not delivered yet of the same activity is overtaken.
    void offer(const SnapshotPtr& snapshot);

    /// Delivers what was left. A receiver that another thread is calling gets it from that one.
    void deliver();

private:
    [[nodiscard]] std::vector<std::shared_ptr<Receiver>> living();

    std::mutex mutex_;
    std::vector<std::weak_ptr<Receiver>> receivers_;
};

}  // namespace jim::progress
