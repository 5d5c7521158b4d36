#pragma once

#include "runs/run_profile/Beside.hpp"
#include "runs/run_profile/DecidedBatch.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <utility>

namespace jim::runs::run_profile {

/// A batch that is written beside the run while the run's own thread has the next one in hand. Used
/// by that thread; it ends when the batch has.
///
/// It is part of what the run's own transaction may write, and so has to have begun before that one
/// ends; when it has, and that one still stands, it may go ahead.
class BatchAhead {
public:
    using Write = std::function<base::Status(Session& session)>;

    BatchAhead(DecidedBatch batch, BatchRecord record, activity::RunPosition position)
        : batch_(std::move(batch)), record_(std::move(record)), position_(std::move(position)) {}
    BatchAhead(const BatchAhead&) = delete;
    BatchAhead& operator=(const BatchAhead&) = delete;
    /// Tells it to give up if it may not go ahead yet, and waits for it.
    ~BatchAhead();

    /// Once. `write` does it all, and calls `begun` in its transaction. False: there is no session
    /// for it, and nothing was begun.
    [[nodiscard]] bool start(Beside& beside, Write write);
    /// Waits until its transaction has begun. False: it has not, and will not.
    [[nodiscard]] bool hasBegun() { return begun_.future.get(); }
    void goAhead() { tell(Word::GoAhead); }
    /// Whether it has written everything but its items, or failed, after so long: the record stays
    /// as it is then.
    [[nodiscard]] bool isCounted(std::chrono::milliseconds time) const {
        return counted_.future.wait_for(time) == std::future_status::ready;
    }
    /// Whether it is committed, or has failed, after so long.
    [[nodiscard]] bool isDone(std::chrono::milliseconds time) const {
        return done_.wait_for(time) == std::future_status::ready;
    }
    /// What became of it. Once, when it is done.
    [[nodiscard]] base::Status result() { return done_.get(); }

    /// On its own thread, until it may go ahead. Cancelled when it may not.
    [[nodiscard]] base::Status begun();
    void noteCounted() { counted_.note(true); }

    [[nodiscard]] DecidedBatch& batch() { return batch_; }
    [[nodiscard]] BatchRecord& record() { return record_; }
    [[nodiscard]] activity::RunPosition& position() { return position_; }

private:
    enum class Word : std::uint8_t { None, GoAhead, GiveUp };

    /// What its thread says, once, and the run's waits for.
    struct Event {
        std::promise<bool> promise{};
        std::future<bool> future = promise.get_future();
        bool isNoted = false;

        void note(bool value) {
            if (!std::exchange(isNoted, true)) promise.set_value(value);
        }
    };

    void tell(Word word);

    DecidedBatch batch_;
    BatchRecord record_;
    activity::RunPosition position_;
    Event begun_;
    Event counted_;
    std::atomic<Word> word_{Word::None};
    std::future<base::Status> done_;
};

}  // namespace jim::runs::run_profile
