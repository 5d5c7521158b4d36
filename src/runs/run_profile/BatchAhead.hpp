#pragma once

#include "runs/run_profile/Beside.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>

namespace jim::runs::run_profile {

/// A batch that is written beside the run while the run's own thread has the next one in hand. Used
/// by that thread; it ends when the batch has.
class BatchAhead {
public:
    /// Writes the batch with that session. It calls `begun` when its transaction holds all that it
    /// may have to wait for.
    using Write = std::function<base::Status(Session& session, const std::function<void()>& begun)>;

    BatchAhead(activity::RunPosition position, std::vector<activity::ExecutionItem> items,
               std::int64_t objects)
        : position_(std::move(position)), items_(std::move(items)), objects_(objects) {}
    BatchAhead(const BatchAhead&) = delete;
    BatchAhead& operator=(const BatchAhead&) = delete;
    ~BatchAhead();

    /// Once. False: there is no session for it, and nothing was begun.
    [[nodiscard]] bool start(Beside& beside, Write write);

    /// Until its transaction has begun, or has failed to. Whoever begins the next one earlier could
    /// hold what this one waits for, and wait for this one.
    void waitUntilBegun() const { begun_.wait(false); }
    /// Until it is committed, or has failed. Once.
    [[nodiscard]] base::Status wait() { return done_.get(); }

    [[nodiscard]] const activity::RunPosition& position() const { return position_; }
    [[nodiscard]] std::vector<activity::ExecutionItem>& items() { return items_; }
    [[nodiscard]] std::int64_t objects() const { return objects_; }

private:
    void noteBegun();

    const activity::RunPosition position_;
    std::vector<activity::ExecutionItem> items_;
    const std::int64_t objects_;
    std::atomic<bool> begun_{false};
    std::future<base::Status> done_;
};

}  // namespace jim::runs::run_profile
