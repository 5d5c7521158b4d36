#include "progress/impl/PublishedRun.hpp"

#include <algorithm>
#include <utility>

namespace jim::progress {
namespace {

using std::chrono::microseconds;
using namespace std::chrono_literals;

/// How soon a store that failed is tried again.
constexpr microseconds kRetry = 250ms;
/// Queued runs are renewed four times in their time to live.
constexpr int kRenewals = 4;
constexpr double kSlowestHz = 0.01;

microseconds intervalOf(const PublisherSettings& settings) {
    const auto hz = std::max(settings.publishHz, kSlowestHz);
    return microseconds{static_cast<std::int64_t>(1e6 / hz)};
}

HistoryPoint pointOf(const Snapshot& snapshot) {
    return {snapshot.asOf, snapshot.counts.processed(), snapshot.window.objectsPerSecond};
}

}  // namespace

PublishedRun::PublishedRun(RunIdentity identity, std::string epoch,
                           const PublisherSettings& settings, Moment now, Stage stage,
                           const std::vector<PastRun>& history)
    : epoch_(std::move(epoch)),
      settings_(settings),
      interval_(intervalOf(settings)),
      stage_(std::move(stage)),
      builder_(std::move(identity), now, history, settings.errorLimit),
      nextDue_(now.steady) {}

void PublishedRun::end(End end, Moment when) {
    auto ending = std::make_unique<const Ending>(Ending{std::move(end), when});
    const std::scoped_lock lock{mutex_};
    if (ending_) return;
    ending_ = std::move(ending);
    ended_.store(ending_.get(), std::memory_order_release);
}

bool PublishedRun::needsLastShown() const {
    const auto* end = ending();
    return end != nullptr && std::holds_alternative<Lost>(end->end) && !endSnapshot_;
}

bool PublishedRun::isGone(microseconds now) const {
    if (const auto* end = ending()) return now - end->when.steady > settings_.ttl;
    const auto* running = std::get_if<Running>(&stage_);
    return running != nullptr && running->progress.expired();
}

std::optional<PublishedRun::Due> PublishedRun::take(Moment now, bool evenIfEarly,
                                                    const LastShown& shown) {
    if (const auto* end = ending()) return takeEnd(*end, now, evenIfEarly, shown);
    const auto* running = std::get_if<Running>(&stage_);
    if (running == nullptr) return takeQueued(now, evenIfEarly);
    const auto progress = running->progress.lock();
    return progress ? takeRunning(*progress, now) : std::nullopt;
}

std::optional<PublishedRun::Due> PublishedRun::takeQueued(Moment now, bool evenIfEarly) {
    const microseconds pause = failed_ ? kRetry : microseconds{settings_.ttl} / kRenewals;
    if (lastWrite_ && now.steady - *lastWrite_ < pause && !evenIfEarly) return std::nullopt;
    lastWrite_ = now.steady;
    return Due{store(builder_.queued(now)), std::nullopt};
}

std::optional<PublishedRun::Due> PublishedRun::takeRunning(const RunProgress& run, Moment now) {
    const auto urgency = run.urgency();
    const bool urgent = urgency != seenUrgency_;
    const auto pause = std::min<microseconds>(interval_, settings_.heartbeat);
    if (!urgent && lastLook_ && now.steady - *lastLook_ < pause) return std::nullopt;
    lastLook_ = now.steady;
    nextDue_ = now.steady + pause;
    seenUrgency_ = urgency;

    const auto sample = run.sample();
    const auto unpaused = Moment{now.wall, now.steady - sample.pausedFor};
    changed_ = builder_.observe(sample, unpaused) || changed_ || urgent;
    const auto since = lastWrite_ ? now.steady - *lastWrite_ : microseconds::max();
    const bool due = urgent || (changed_ && since >= interval_) || since >= settings_.heartbeat;
    if (!due) return std::nullopt;

    lastWrite_ = now.steady;
    if (sample.notices > shownNotices_ + 1) coalesced_ += sample.notices - shownNotices_ - 1;
    shownNotices_ = sample.notices;
    auto snapshot = builder_.running(sample, unpaused);
    watch(snapshot);
    noteHealth(snapshot);
    if (!sample.paused) {
        const std::scoped_lock lock{mutex_};
        estimates_.note(snapshot.elapsed, snapshot.eta.run);
    }
    const auto point = pointOf(snapshot);
    return Due{store(std::move(snapshot)), point};
}

void PublishedRun::watch(Snapshot& snapshot) const {
    const auto* running = std::get_if<Running>(&stage_);
    if (running != nullptr && running->watch) running->watch(snapshot);
}

void PublishedRun::noteHealth(const Snapshot& snapshot) {
    const auto from = std::exchange(health_, snapshot.health.status);
    if (from == health_) return;
    const auto* step = snapshot.currentStep();
    transition_ = HealthTransition{identity(),
                                   from,
                                   health_,
                                   snapshot.asOf,
                                   step == nullptr ? std::string{} : step->name,
                                   std::string{snapshot.health.waitingOn}};
}

std::optional<HealthTransition> PublishedRun::healthTransition() {
    return std::exchange(transition_, std::nullopt);
}

std::vector<EstimateScore> PublishedRun::scores(Moment now) const {
    const std::scoped_lock lock{mutex_};
    return estimates_.scores(builder_.elapsed(now));
}

std::optional<PublishedRun::Due> PublishedRun::takeEnd(const Ending& ending, Moment now,
                                                       bool evenIfEarly, const LastShown& shown) {
    const bool tried = endSnapshot_.has_value();
    if (tried && now.steady - *lastWrite_ < kRetry && !evenIfEarly) return std::nullopt;
    lastWrite_ = now.steady;
    nextDue_ = now.steady + kRetry;
    if (!tried) {
        endSnapshot_ = endSnapshot(ending, shown);
        // An end says nothing about health, but that the worker was lost.
        if (endSnapshot_->health.status == HealthStatus::WorkerLost) noteHealth(*endSnapshot_);
    }
    const auto point = pointOf(*endSnapshot_);
    return Due{store(*endSnapshot_), point};
}

Snapshot PublishedRun::finishedSnapshot(const Finished& finished, Moment when) {
    when.steady -= finished.sample.pausedFor;
    auto snapshot = builder_.ended(&finished.sample, finished.summary, when);
    watch(snapshot);
    return snapshot;
}

Snapshot PublishedRun::endSnapshot(const Ending& ending, const LastShown& shown) {
    if (const auto* finished = std::get_if<Finished>(&ending.end))
        return finishedSnapshot(*finished, ending.when);
    if (const auto* lost = std::get_if<Lost>(&ending.end))
        return builder_.lost(lost->known, shown, ending.when);
    return builder_.cancelledWhileQueued(std::get<CancelledEarly>(ending.end).message, ending.when);
}

StoredSnapshot PublishedRun::store(Snapshot snapshot) {
    snapshot.epoch = epoch_;
    snapshot.revision = ++revision_;
    snapshot.reporter = {settings_.store, settings_.publishHz, coalesced_, writeErrors_};
    StoredSnapshot stored;
    stored.activityId = snapshot.identity.activityId;
    stored.attempt = snapshot.identity.attempt;
    stored.epoch = epoch_;
    stored.revision = revision_;
    stored.terminal = isTerminal(snapshot.state);
    stored.attended = !stored.terminal && snapshot.state != RunState::Queued;
    stored.asOf = snapshot.asOf;
    stored.document = encodeSnapshot(snapshot);
    return stored;
}

StoredSnapshot PublishedRun::beyond(std::int64_t revision) {
    revision_ = std::max(revision_, revision);
    return store(*endSnapshot_);
}

bool PublishedRun::settled(const base::Result<UpdateResult>& result, microseconds now) {
    failed_ = !result;
    const bool isEnd = ending() != nullptr && endSnapshot_.has_value();
    const bool isQueued = std::holds_alternative<Queued>(stage_) && !isEnd;
    if (isQueued) nextDue_ = now + (failed_ ? kRetry : microseconds{settings_.ttl} / kRenewals);
    if (!result) {
        ++writeErrors_;
        return false;
    }
    if (result->onlyHere) ++writeErrors_;
    if (result->accepted) {
        changed_ = false;
        return isEnd;
    }
    // Somebody else has it now, or it has ended; else somebody has said more of this attempt.
    if (isEnd || result->terminal || result->attempt != identity().attempt) return true;
    revision_ = std::max(revision_, result->revision);
    changed_ = true;
    return false;
}

}  // namespace jim::progress
