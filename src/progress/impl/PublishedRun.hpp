#pragma once

#include "progress/ProgressStore.hpp"
#include "progress/Publisher.hpp"
#include "progress/impl/SnapshotBuilder.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

namespace jim::progress {

/// One run as its publisher sees it: when its next snapshot is due, and which one.
///
///     Queued --end(CancelledEarly, Lost)--> ending        Running --end(Finished)--> ending
///     ending --the store has it, or its time is over--> gone
///
/// `end` may come from any thread; all else is the publishing thread's.
class PublishedRun {
public:
    using Moment = PhaseTrack::Moment;

    struct Queued {};
    struct Running {
        std::weak_ptr<RunProgress> progress;
        SnapshotWatch watch{};
    };
    struct Finished {
        RunSample sample;
        FinalSummary summary;
    };
    struct CancelledEarly {
        std::string message;
    };
    struct Lost {
        LastKnown known;
    };

    using Stage = std::variant<Queued, Running>;
    using End = std::variant<Finished, CancelledEarly, Lost>;

    /// What is to be written now.
    using Due = SnapshotUpdate;

    PublishedRun(RunIdentity identity, std::string epoch, const PublisherSettings& settings,
                 Moment now, Stage stage, const std::vector<PastRun>& history = {});

    /// The first end counts.
    void end(End end, Moment when);

    /// What is due at `now`, if anything is; even if it is early, when told so.
    [[nodiscard]] std::optional<Due> take(Moment now, bool evenIfEarly, const LastShown& shown);

    /// What became of it. True when nothing more is to be published of this run.
    [[nodiscard]] bool settled(const base::Result<UpdateResult>& result,
                               std::chrono::microseconds now);

    /// The end once more, with a revision beyond that of somebody else.
    [[nodiscard]] StoredSnapshot beyond(std::int64_t revision);

    /// How its health has changed with what was taken last.
    [[nodiscard]] std::optional<HealthTransition> healthTransition();

    /// What was said of it, if it ended now; its pauses are no part of `now`. From any thread.
    [[nodiscard]] std::vector<EstimateScore> scores(Moment now) const;

    /// Whether its snapshot has to go on from what readers saw last.
    [[nodiscard]] bool needsLastShown() const;

    /// Whether nothing can come of it any more: its owner dropped it, or its end is too old.
    [[nodiscard]] bool isGone(std::chrono::microseconds now) const;

    /// When to look at it next.
    [[nodiscard]] std::chrono::microseconds nextDue() const { return nextDue_; }

    [[nodiscard]] const RunIdentity& identity() const { return builder_.identity(); }

private:
    struct Ending {
        End end;
        Moment when;
    };

    [[nodiscard]] const Ending* ending() const { return ended_.load(std::memory_order_acquire); }
    [[nodiscard]] std::optional<Due> takeEnd(const Ending& ending, Moment now, bool evenIfEarly,
                                             const LastShown& shown);
    [[nodiscard]] std::optional<Due> takeQueued(Moment now, bool evenIfEarly);
    [[nodiscard]] std::optional<Due> takeRunning(const RunProgress& run, Moment now);
    [[nodiscard]] Snapshot endSnapshot(const Ending& ending, const LastShown& shown);
    [[nodiscard]] StoredSnapshot store(Snapshot snapshot);
    [[nodiscard]] Snapshot finishedSnapshot(const Finished& finished, Moment when);
    void noteHealth(const Snapshot& snapshot);
    void watch(Snapshot& snapshot) const;

    const std::string epoch_;
    const PublisherSettings settings_;
    const std::chrono::microseconds interval_;
    const Stage stage_;
    SnapshotBuilder builder_;

    std::int64_t revision_ = 0;
    std::uint64_t coalesced_ = 0;
    std::uint64_t writeErrors_ = 0;
    std::uint64_t seenUrgency_ = 0;
    std::uint64_t shownNotices_ = 0;
    bool changed_ = true;  ///< Something was not shown yet.
    bool failed_ = false;  ///< The last write.
    std::optional<std::chrono::microseconds> lastWrite_;
    std::optional<std::chrono::microseconds> lastLook_;
    std::chrono::microseconds nextDue_{0};
    std::optional<Snapshot> endSnapshot_;
    HealthStatus health_ = HealthStatus::Healthy;
    std::optional<HealthTransition> transition_;

    std::atomic<const Ending*> ended_{nullptr};  ///< Set once: each round asks every run.

    mutable std::mutex mutex_;              ///< Guards what follows.
    std::unique_ptr<const Ending> ending_;  ///< Never changes once it is there.
    EstimateLog estimates_;
};

}  // namespace jim::progress
