#pragma once

#include "runs/run_profile/Beside.hpp"
#include "runs/run_profile/DecidedBatch.hpp"

#include <atomic>
#include <functional>
#include <future>

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
    /// Until its transaction has begun, or has failed to.
    void waitUntilBegun() const { begun_.wait(false); }
    void goAhead() { tell(Word::GoAhead); }
    /// Until it has written everything but its items, or has failed: the record stays as it is
    /// then.
    void waitUntilCounted() const { counted_.wait(false); }
    /// Until it is committed, or has failed. Once.
    [[nodiscard]] base::Status wait() { return done_.get(); }

    /// On its own thread, until it may go ahead. Cancelled when it may not.
    [[nodiscard]] base::Status begun();
    void noteCounted() { note(counted_); }

    [[nodiscard]] DecidedBatch& batch() { return batch_; }
    [[nodiscard]] BatchRecord& record() { return record_; }
    [[nodiscard]] activity::RunPosition& position() { return position_; }

private:
    enum class Word : std::uint8_t { None, GoAhead, GiveUp };

    void tell(Word word);
    static void note(std::atomic<bool>& event);

    DecidedBatch batch_;
    BatchRecord record_;
    activity::RunPosition position_;
    std::atomic<bool> begun_{false};
    std::atomic<bool> counted_{false};
    std::atomic<Word> word_{Word::None};
    std::future<base::Status> done_;
};

}  // namespace jim::runs::run_profile
