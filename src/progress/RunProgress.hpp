#pragma once

#include "foundation/base/Clock.hpp"
#include "progress/Counts.hpp"
#include "progress/ErrorLog.hpp"
#include "progress/PhaseTrack.hpp"
#include "progress/RunIdentity.hpp"
#include "progress/TimeSplit.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

/// Everything about a run at one instant, read in one go.
struct RunSample {
    Counts counts;
    std::vector<PhaseRecord> phases;
    std::size_t current = PhaseTrack::kNone;  ///< The innermost active phase, an index.
    std::string message;
    ErrorSummary errors;
    /// Measured, and of the phases whatever was not: see TimeSplit.
    TimeShares time{};
    bool cancelling = false;
    bool paused = false;
    std::chrono::microseconds pausedFor{0};  ///< So long it has stood paused, in all.
    std::uint64_t notices = 0;               ///< How often something was said beside counting.
};

/// What a running run says about itself, into memory. There is one for each running run.
///
/// `count`, `add`, `advance`, `finished` and `spent` are for the hot path: relaxed additions
/// without a lock, an allocation or a look at the clock, from any number of threads. The others are
/// rare and short; none of them ever waits for a store. All are thread-safe.
class RunProgress {
public:
    /// `wake` tells the publisher that something should be shown at once; it must not block.
    RunProgress(RunIdentity identity, const base::Clock& clock, std::function<void()> wake = {});

    /// One object, or `n`, came to its end. `objectType` is an index into RunIdentity::objectTypes;
    /// any other index counts as an unnamed type. Does not move the phase's window: call advance
    /// first, so that no reader sees more changes than objects.
    void count(std::size_t objectType, Outcome outcome) noexcept { count(objectType, outcome, 1); }
    void count(std::size_t objectType, Outcome outcome, std::int64_t n) noexcept {
        const auto slot = objectType < types_ ? objectType : types_;
        tallies_[slot].by[static_cast<std::size_t>(outcome)].fetch_add(n,
                                                                       std::memory_order_release);
    }
    void add(Extra extra, std::int64_t n = 1) noexcept {
        extras_.by[static_cast<std::size_t>(extra)].fetch_add(n, std::memory_order_relaxed);
    }
    /// Moves the window of the phase that is active.
    void advance(std::int64_t n = 1) noexcept {
        window_.load(std::memory_order_acquire)->processed.fetch_add(n, std::memory_order_relaxed);
    }
    /// Both, of objects that the active phase gives their outcome: in the order in which no reader
    /// sees more outcomes than objects.
    void finished(std::size_t objectType, Outcome outcome, std::int64_t n = 1) noexcept {
        advance(n);
        count(objectType, outcome, n);
    }
    void spent(TimeShare share, std::chrono::microseconds d) noexcept {
        times_.by[static_cast<std::size_t>(share)].fetch_add(d.count(), std::memory_order_relaxed);
    }

    /// `sent` says how many statements the run has sent so far. It is asked when a phase begins or
    /// the run ends, by the thread that says so, and never for what is published.
    void watchStatements(std::function<std::int64_t()> sent);

    /// Enters a declared phase, or appends it. What was active is completed, except its host;
    /// passed-over phases are skipped; entering a phase again opens it for another pass.
    void enter(std::string_view phaseKey);
    /// A phase of a connector's own, nested under the top-level phase that is active.
    void enterNested(std::string_view phaseKey, std::string_view name);
    /// How much the active phase has to do.
    void total(std::int64_t value, TotalKind kind, TotalSource source);
    /// What is being done now, for people. Until then it is the phase's name.
    void narrate(std::string_view message);
    /// An object failed. All are counted, few are kept; `what` never has attribute values.
    void error(std::string_view errorType, std::string_view what);
    /// Somebody asked the run to stop, and it is on its way.
    void cancelling();
    /// The run stands until somebody resumes or cancels it; `reason` says why, for people. While it
    /// does, no time passes for phases, rates and estimates.
    void pause(std::string_view reason);
    void resume();

    /// For the permanent record: as they stand, and as they will be when the run ends so now.
    [[nodiscard]] std::vector<PhaseRecord> phases() const;
    [[nodiscard]] std::vector<PhaseRecord> phasesAtEnd(FinalState state);

    /// Their sums agree whenever they are read.
    [[nodiscard]] Counts counts() const;
    [[nodiscard]] std::int64_t errors() const;
    /// How long it has stood paused so far.
    [[nodiscard]] std::chrono::microseconds pausedFor() const;
    [[nodiscard]] const RunIdentity& identity() const { return identity_; }
    [[nodiscard]] RunSample sample() const;
    /// Rises with whatever should be shown at once: a phase, the way to the end.
    [[nodiscard]] std::uint64_t urgency() const noexcept {
        return urgency_.load(std::memory_order_acquire);
    }

private:
    static constexpr std::size_t kCacheLine = 64;

    template <std::size_t N>
    struct alignas(kCacheLine) Counters {
        std::array<std::atomic<std::int64_t>, N> by{};
    };
    struct alignas(kCacheLine) Window {
        std::atomic<std::int64_t> processed{0};
    };

    void enter(std::string_view phaseKey, std::string_view name, bool nested);
    void urgent();
    [[nodiscard]] PhaseTrack::Moment moment() const;
    [[nodiscard]] std::chrono::microseconds pausedForLocked() const;
    [[nodiscard]] TimeShares measured() const;
    [[nodiscard]] std::vector<PhaseRecord> recordsLocked() const;
    void noteStatements();

    const RunIdentity identity_;
    const base::Clock& clock_;
    const std::function<void()> wake_;

    const std::size_t types_;
    const std::unique_ptr<Counters<kOutcomes>[]> tallies_;
    Counters<kExtras> extras_;
    Counters<kTimeShares> times_;
    Window beforeFirst_;  ///< Takes what is said before any phase is entered.
    std::atomic<Window*> window_{&beforeFirst_};
    std::atomic<std::uint64_t> urgency_{0};

    mutable std::mutex mutex_;  ///< Guards what follows; held for microseconds only.
    PhaseTrack track_;
    std::function<std::int64_t()> statementsSent_;
    std::int64_t statementsSeen_ = 0;
    std::deque<Window> windows_;  ///< One for each phase of the track; never moved.
    TimeSplit timeSplit_;
    std::string message_;
    ErrorLog errorLog_;
    bool cancelling_ = false;
    std::optional<std::chrono::microseconds> pausedSince_;  ///< Steady time.
    std::chrono::microseconds pausedFor_{0};                ///< Before that.
    std::string pauseReason_;
    std::uint64_t notices_ = 0;
};

}  // namespace jim::progress
