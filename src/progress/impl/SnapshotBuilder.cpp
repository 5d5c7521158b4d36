#include "progress/impl/SnapshotBuilder.hpp"

#include "foundation/base/Timestamp.hpp"
#include "progress/PhaseCatalogue.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace jim::progress {
namespace {

using std::chrono::microseconds;

std::optional<double> perSecond(std::int64_t objects, microseconds d) {
    if (objects <= 0 || d <= microseconds{0}) return std::nullopt;
    return static_cast<double>(objects) / base::inSeconds(d);
}

double ratioOf(const Tally& tally) {
    const auto processed = tally.processed();
    return processed == 0 ? 0 : static_cast<double>(tally.failed) / static_cast<double>(processed);
}

RunState stateOf(const RunSample& sample) {
    if (sample.cancelling) return RunState::Cancelling;
    return sample.paused ? RunState::Paused : RunState::Running;
}

/// What no phase and no measurement accounts for.
TimeShares withIdle(TimeShares time, microseconds elapsed) {
    microseconds known{0};
    for (const auto share : time) known += share;
    time[static_cast<std::size_t>(TimeShare::Idle)] += std::max(elapsed - known, microseconds{0});
    return time;
}

/// It neither moves nor will, until somebody says so.
void showPaused(Snapshot& snapshot) {
    snapshot.window.objectsPerSecond.reset();
    snapshot.eta = {};
    snapshot.eta.reason = "paused";
    snapshot.health.status = HealthStatus::Quiet;
    snapshot.health.stalledSince.reset();
    snapshot.health.waitingOn = "operator";
}

/// At the end the bar shows the whole run.
Window endWindow(const Counts& counts, std::int64_t toProcess, bool completed, microseconds d) {
    Window window;
    window.processed = counts.processed();
    // A run that was not completed has not done all, whatever its total was thought to be.
    if (completed) toProcess = std::max(toProcess, window.processed);
    if (completed || toProcess > window.processed) window.total = {toProcess, TotalKind::Exact, {}};
    window.percent = percentOf(window.processed, window.total);
    window.objectsPerSecond = window.averageObjectsPerSecond = perSecond(window.processed, d);
    return window;
}

/// Counts by type belong to a snapshot only when they add up to its counts.
void keepTypes(Counts& counts, const std::vector<TypeTally>& types) {
    Tally sum;
    for (const auto& type : types) sum += type.tally;
    if (counts.byType.empty() && sum == counts.objects) counts.byType = types;
}

}  // namespace

SnapshotBuilder::SnapshotBuilder(RunIdentity identity, Moment begin,
                                 const std::vector<PastRun>& history, double errorLimit)
    : identity_(std::move(identity)),
      begin_(begin),
      errorLimit_(errorLimit),
      estimator_(identity_.phases, history),
      usual_(history) {
    rate_.restart(begin.steady, 0);
    health_.restart(begin.steady);
}

SnapshotBuilder::Signature SnapshotBuilder::signatureOf(const RunSample& sample) {
    Signature signature;
    signature.counted = sample.counts.processed();
    for (const auto& phase : sample.phases) signature.advanced += phase.processed;
    signature.extras =
        std::accumulate(sample.counts.extras.begin(), sample.counts.extras.end(), std::int64_t{0});
    signature.notices = sample.notices;
    signature.current = sample.current;
    if (sample.current < sample.phases.size())
        signature.windowStart = sample.phases[sample.current].windowStart;
    return signature;
}

bool SnapshotBuilder::observe(const RunSample& sample, Moment now) {
    const auto next = signatureOf(sample);
    const bool newPass = next.current != seen_.current || next.windowStart != seen_.windowStart;
    const bool moved = next.counted != seen_.counted || next.advanced != seen_.advanced ||
                       next.extras != seen_.extras;
    const auto processed =
        sample.current < sample.phases.size() ? sample.phases[sample.current].processed : 0;
    if (newPass) {
        rate_.restart(now.steady, processed);
        health_.restart(now.steady);
        health_.counted(now.steady, processed);
    } else {
        rate_.record(now.steady, processed);
        if (moved) health_.advanced(now.steady);
        health_.counted(now.steady, processed);
    }
    errorWindow_.record(now.steady, next.counted, sample.counts.objects.failed,
                        sample.errors.total);
    return std::exchange(seen_, next) != next;
}

Snapshot SnapshotBuilder::blank(RunState state, Moment now) const {
    Snapshot snapshot;
    snapshot.identity = identity_;
    snapshot.asOf = now.wall;
    snapshot.state = state;
    for (const auto& name : identity_.objectTypes) snapshot.counts.byType.push_back({name, {}});
    return snapshot;
}

/// From the start of the run, also when the publisher learnt of it a little later.
microseconds SnapshotBuilder::elapsed(Moment now) const {
    auto before = begin_.wall - identity_.startedAt;
    if (identity_.startedAt.micros == 0 || before < microseconds{0}) before = microseconds{0};
    return now.steady - begin_.steady + before;
}

Window SnapshotBuilder::windowOf(const PhaseRecord* phase, Moment now) const {
    Window window;
    if (phase == nullptr) return window;
    window.processed = phase->window();
    window.total = shownTotal(window.processed, phase->total);
    window.percent = percentOf(window.processed, window.total);
    window.objectsPerSecond = rate_.perSecond(now.steady, window.objectsToProcess());
    window.averageObjectsPerSecond = perSecond(phase->processed, phase->duration);
    return window;
}

HealthReport SnapshotBuilder::healthOf(const Snapshot& snapshot, Moment now) const {
    const auto& window = snapshot.window;
    const bool finishing =
        window.objectsToProcess() > 0 && window.processed >= window.objectsToProcess();
    HealthReport report;
    report.status = health_.status(now.steady, finishing);
    report.heartbeatAge = microseconds{0};
    report.lastAdvanceAge = now.steady - health_.lastAdvance();
    if (report.status == HealthStatus::Stalled)
        report.stalledSince = now.wall + -*report.lastAdvanceAge;
    const auto* step = snapshot.currentStep();
    if (report.status != HealthStatus::Healthy && step != nullptr)
        report.waitingOn = waitsOn(step->key);
    return report;
}

/// What counts is the innermost phase, or its host where only that one counts.
Eta SnapshotBuilder::etaOf(const Snapshot& snapshot, Moment now) {
    const auto* step = snapshot.currentStep();
    Observation seen;
    seen.now = now.steady - begin_.steady;
    seen.still = snapshot.health.lastAdvanceAge.value_or(microseconds{0});
    seen.usualGap = health_.usualGap();
    seen.stalled = snapshot.health.status == HealthStatus::Stalled;
    if (step != nullptr) {
        const auto* phase = snapshot.currentPhase();
        const bool counts = phase->window() > 0 || phase->total.isMeasure();
        const auto& counted = counts ? *phase : *step;
        seen.phase = step->key;
        seen.processed = counted.window();
        seen.total = shownTotal(counted.window(), counted.total);
    }
    return estimator_.observe(seen);
}

ErrorReport SnapshotBuilder::errorsOf(const RunSample& sample) const {
    return {sample.errors,
            ratioOf(sample.counts.objects),
            errorWindow_.ratio(),
            errorWindow_.perMinute(),
            errorWindow_.trend(),
            errorLimit_,
            errorWindow_.against(errorLimit_)};
}

Snapshot SnapshotBuilder::running(const RunSample& sample, Moment now) {
    auto snapshot = blank(stateOf(sample), now);
    snapshot.phases = sample.phases;
    snapshot.current = sample.current;
    snapshot.counts = sample.counts;
    snapshot.elapsed = elapsed(now);
    snapshot.time = withIdle(sample.time, snapshot.elapsed);
    snapshot.window = windowOf(snapshot.currentPhase(), now);
    snapshot.health = healthOf(snapshot, now);
    snapshot.errors = errorsOf(sample);
    snapshot.comparison = usual_.compare(snapshot.counts.objects);
    snapshot.message = sample.message;
    if (const auto* phase = snapshot.currentPhase(); phase != nullptr && snapshot.message.empty())
        snapshot.message = phase->name;
    snapshot.eta = etaOf(snapshot, now);
    snapshot.overall = fraction_.update(snapshot.phases, snapshot.current, estimator_.expectation(),
                                        estimator_.objects());
    if (snapshot.state == RunState::Paused) showPaused(snapshot);
    return snapshot;
}

Snapshot SnapshotBuilder::ended(const RunSample* sample, const FinalSummary& summary, Moment end) {
    const auto state = stateOf(summary.state);
    auto snapshot = blank(state, end);
    snapshot.counts = summary.counts;
    snapshot.phases = PhaseTrack{identity_.phases}.records(end);
    if (sample != nullptr) {
        observe(*sample, end);
        fraction_.update(sample->phases, sample->current, estimator_.expectation());
        snapshot.phases = sample->phases;
        snapshot.time = withIdle(sample->time, elapsed(end));
        snapshot.errors = errorsOf(*sample);
        keepTypes(snapshot.counts, sample->counts.byType);
    }
    snapshot.phases = closedPhases(std::move(snapshot.phases), summary.state, end.wall);
    snapshot.message = summary.message;
    snapshot.elapsed = elapsed(end);
    snapshot.window =
        endWindow(snapshot.counts, summary.objectsToProcess, isCompleted(state), snapshot.elapsed);
    snapshot.overall = fraction_.end(isCompleted(state));
    snapshot.eta = estimateOfEnded();
    snapshot.comparison = usual_.compare(snapshot.counts.objects);
    snapshot.errors.summary.total = summary.errors;
    snapshot.errors.ratio = ratioOf(snapshot.counts.objects);
    return snapshot;
}

Snapshot SnapshotBuilder::queued(Moment now) const {
    auto snapshot = blank(RunState::Queued, now);
    snapshot.phases = PhaseTrack{identity_.phases}.records(now);
    snapshot.eta = estimateOfQueued();
    snapshot.health.status = HealthStatus::Quiet;
    snapshot.health.waitingOn = "worker";
    return snapshot;
}

Snapshot SnapshotBuilder::cancelledWhileQueued(const std::string& message, Moment now) const {
    auto snapshot = blank(RunState::Cancelled, now);
    snapshot.phases =
        closedPhases(PhaseTrack{identity_.phases}.records(now), FinalState::Cancelled, now.wall);
    snapshot.message = message.empty() ? "Cancelled while queued" : message;
    snapshot.eta = estimateOfEnded();
    return snapshot;
}

/// The last sign of life: nothing after its last heartbeat, however long its lease still ran.
base::Timestamp SnapshotBuilder::lastAlive(const LastKnown& known, const LastShown& shown) const {
    auto alive = identity_.startedAt;
    for (const auto& phase : known.phases)
        for (const auto& when : {phase.started, phase.ended})
            if (when) alive = std::max(alive, *when);
    if (known.lastAlive) alive = *known.lastAlive;
    if (shown.heartbeat)
        alive = known.lastAlive ? std::min(alive, *shown.heartbeat) : *shown.heartbeat;
    return std::max(alive, identity_.startedAt);
}

Snapshot SnapshotBuilder::lost(const LastKnown& known, const LastShown& shown, Moment now) {
    auto snapshot = blank(RunState::FailedWithError, now);
    snapshot.lastKnown = true;
    snapshot.continuedBy = known.continuedBy;
    snapshot.message = known.message.empty() ? "The worker that ran this died." : known.message;
    snapshot.counts = known.counts;
    snapshot.phases = known.phases;
    if (snapshot.phases.empty()) snapshot.phases = PhaseTrack{identity_.phases}.records({});

    const auto alive = std::min(lastAlive(known, shown), std::max(now.wall, identity_.startedAt));
    fraction_.atLeast(shown.fraction);
    fraction_.update(snapshot.phases, PhaseTrack::kNone, estimator_.expectation());
    snapshot.overall = fraction_.end(false);
    snapshot.phases = closedPhases(std::move(snapshot.phases), FinalState::FailedWithError, alive);
    for (auto& phase : snapshot.phases)
        if (phase.started && phase.ended && phase.duration == microseconds{0})
            phase.duration = *phase.ended - *phase.started;

    snapshot.elapsed = alive - identity_.startedAt;
    snapshot.window = endWindow(snapshot.counts, known.objectsToProcess, false, snapshot.elapsed);
    snapshot.eta = estimateOfEnded();
    snapshot.errors.summary.total = known.errors;
    snapshot.errors.ratio = ratioOf(snapshot.counts.objects);
    snapshot.health.status = HealthStatus::WorkerLost;
    snapshot.alerts = known.alerts;
    return snapshot;
}

}  // namespace jim::progress
