#include "progress/RunProgress.hpp"

#include "progress/impl/CleanText.hpp"

#include <algorithm>
#include <utility>

namespace jim::progress {
namespace {

/// A connector that makes up phases without end does not fill the memory.
constexpr std::size_t kMaximumPhases = 64;
constexpr std::size_t kRunMessageBytes = 300;

constexpr std::string_view kUnnamedType = "(unknown)";

}  // namespace

RunProgress::RunProgress(RunIdentity identity, const base::Clock& clock, std::function<void()> wake)
    : identity_(std::move(identity)),
      clock_(clock),
      wake_(std::move(wake)),
      types_(identity_.objectTypes.size()),
      tallies_(std::make_unique<Counters<kOutcomes>[]>(types_ + 1)),
      track_(identity_.phases),
      windows_(track_.size()) {}

/// As phases see it: their time stands still while the run is paused.
PhaseTrack::Moment RunProgress::moment() const {
    return {clock_.now(), clock_.steady() - pausedForLocked()};
}

std::chrono::microseconds RunProgress::pausedForLocked() const {
    return pausedFor_ +
           (pausedSince_ ? clock_.steady() - *pausedSince_ : std::chrono::microseconds{0});
}

std::chrono::microseconds RunProgress::pausedFor() const {
    const std::scoped_lock lock{mutex_};
    return pausedForLocked();
}

void RunProgress::urgent() {
    urgency_.fetch_add(1, std::memory_order_release);
    if (wake_) wake_();
}

void RunProgress::enter(std::string_view phaseKey) {
    enter(phaseKey, {}, false);
}

void RunProgress::enterNested(std::string_view phaseKey, std::string_view name) {
    enter(phaseKey, name, true);
}

void RunProgress::enter(std::string_view phaseKey, std::string_view name, bool nested) {
    {
        const std::scoped_lock lock{mutex_};
        if (!track_.isDeclared(phaseKey) && track_.size() >= kMaximumPhases) return;
        std::vector<std::int64_t> processed;
        for (const auto& window : windows_) processed.push_back(window.processed.load());
        const auto top = track_.currentTop();
        const std::string host = nested && top != PhaseTrack::kNone ? track_.at(top).key : "";
        const auto now = moment();
        noteStatements();
        if (!track_.enter(phaseKey, name, host, processed, now)) return;
        timeSplit_.enter(track_.at(track_.currentTop()).key, now.steady, measured());
        while (windows_.size() < track_.size()) windows_.emplace_back();
        message_.clear();
        ++notices_;
        window_.store(&windows_[track_.current()], std::memory_order_release);
    }
    urgent();
}

void RunProgress::total(std::int64_t value, TotalKind kind, TotalSource source) {
    const std::scoped_lock lock{mutex_};
    track_.setTotal({value < 0 ? 0 : value, value < 0 ? TotalKind::Unknown : kind, source});
    ++notices_;
}

void RunProgress::narrate(std::string_view message) {
    auto clean = cleanText(message, kRunMessageBytes);
    const std::scoped_lock lock{mutex_};
    message_ = std::move(clean);
    ++notices_;
}

void RunProgress::error(std::string_view errorType, std::string_view what) {
    const auto now = clock_.now();
    const std::scoped_lock lock{mutex_};
    errorLog_.add(errorType, what, now);
    ++notices_;
}

void RunProgress::cancelling() {
    {
        const std::scoped_lock lock{mutex_};
        if (std::exchange(cancelling_, true)) return;
        ++notices_;
    }
    urgent();
}

void RunProgress::pause(std::string_view reason) {
    auto clean = cleanText(reason, kRunMessageBytes);
    {
        const std::scoped_lock lock{mutex_};
        pauseReason_ = std::move(clean);
        if (!pausedSince_) pausedSince_ = clock_.steady();
        ++notices_;
    }
    urgent();
}

void RunProgress::resume() {
    {
        const std::scoped_lock lock{mutex_};
        if (!pausedSince_) return;
        pausedFor_ = pausedForLocked();
        pausedSince_.reset();
        ++notices_;
    }
    urgent();
}

std::vector<PhaseRecord> RunProgress::recordsLocked() const {
    auto records = track_.records(moment());
    for (std::size_t i = 0; i < records.size(); ++i)
        records[i].processed = windows_[i].processed.load(std::memory_order_acquire);
    return underTheirHosts(std::move(records));
}

std::vector<PhaseRecord> RunProgress::phases() const {
    const std::scoped_lock lock{mutex_};
    return recordsLocked();
}

void RunProgress::watchStatements(std::function<std::int64_t()> sent) {
    const std::scoped_lock lock{mutex_};
    statementsSeen_ = sent();
    statementsSent_ = std::move(sent);
}

void RunProgress::noteStatements() {
    if (!statementsSent_) return;
    const auto sent = statementsSent_();
    track_.addStatements(sent - std::exchange(statementsSeen_, sent));
}

std::vector<PhaseRecord> RunProgress::phasesAtEnd(FinalState state) {
    {
        const std::scoped_lock lock{mutex_};
        noteStatements();
    }
    return closedPhases(phases(), state, clock_.now());
}

Counts RunProgress::counts() const {
    Counts counts;
    for (std::size_t slot = 0; slot <= types_; ++slot) {
        const auto& by = tallies_[slot].by;
        const auto of = [&by](Outcome outcome) {
            return by[static_cast<std::size_t>(outcome)].load(std::memory_order_acquire);
        };
        const Tally tally{of(Outcome::Created),   of(Outcome::Updated), of(Outcome::Deleted),
                          of(Outcome::Unchanged), of(Outcome::Skipped), of(Outcome::Failed)};
        counts.objects += tally;
        if (slot < types_)
            counts.byType.push_back({identity_.objectTypes[slot], tally});
        else if (tally.processed() > 0)
            counts.byType.push_back({std::string{kUnnamedType}, tally});
    }
    for (std::size_t i = 0; i < kExtras; ++i)
        counts.extras[i] = extras_.by[i].load(std::memory_order_relaxed);
    return counts;
}

TimeShares RunProgress::measured() const {
    TimeShares measured{};
    for (std::size_t i = 0; i < kTimeShares; ++i)
        measured[i] = std::chrono::microseconds{times_.by[i].load(std::memory_order_relaxed)};
    return measured;
}

std::int64_t RunProgress::errors() const {
    const std::scoped_lock lock{mutex_};
    return errorLog_.total();
}

RunSample RunProgress::sample() const {
    RunSample sample;
    // Counts first: whatever was advanced before it was counted is then seen with it.
    sample.counts = counts();
    const std::scoped_lock lock{mutex_};
    sample.phases = recordsLocked();
    if (track_.current() != PhaseTrack::kNone)
        sample.current = static_cast<std::size_t>(
            std::ranges::find(sample.phases, track_.at(track_.current()).key, &PhaseRecord::key) -
            sample.phases.begin());
    sample.time = timeSplit_.until(moment().steady, measured());
    sample.paused = pausedSince_.has_value();
    sample.pausedFor = pausedForLocked();
    sample.message = sample.paused ? pauseReason_ : message_;
    sample.errors = errorLog_.summary();
    sample.cancelling = cancelling_;
    sample.notices = notices_;
    return sample;
}

}  // namespace jim::progress
