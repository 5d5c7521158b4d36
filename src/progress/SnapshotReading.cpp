#include "progress/SnapshotReading.hpp"

#include "progress/Snapshot.hpp"
#include "progress/impl/DocumentFields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace jim::progress {
namespace {

constexpr int kMissedHeartbeats = 3;
constexpr const char* kLostSuffix = ".lost";

Window windowOf(const DegradedInfo& info, const PhaseRecord* current) {
    Window window;
    if (current != nullptr) {
        window.processed = current->window();
        window.total = shownTotal(current->window(), current->total);
    } else {
        window.processed = info.counts.processed();
        if (info.objectsToProcess > 0)
            window.total =
                shownTotal(window.processed, {info.objectsToProcess, TotalKind::Exact, {}});
    }
    window.percent = percentOf(window.processed, window.total);
    return window;
}

Eta etaOf(RunState state) {
    if (isTerminal(state)) return estimateOfEnded();
    if (state == RunState::Queued) return estimateOfQueued();
    Eta eta;
    eta.reason = state == RunState::Paused ? "paused" : "warming_up";
    return eta;
}

}  // namespace

std::string etag(const StoredSnapshot& snapshot) {
    return fmt::format("{}.{}.{}", snapshot.attempt, snapshot.epoch, snapshot.revision);
}

std::string etagAt(const StoredSnapshot& snapshot, base::Timestamp now) {
    return etag(snapshot) + (isWorkerLost(snapshot, now) ? kLostSuffix : "");
}

bool isWorkerLost(const StoredSnapshot& snapshot, base::Timestamp now,
                  std::chrono::microseconds heartbeat) {
    return snapshot.attended && !snapshot.terminal &&
           now - snapshot.asOf > kMissedHeartbeats * heartbeat;
}

ReadDocument readSnapshot(const StoredSnapshot& snapshot, base::Timestamp now,
                          std::chrono::microseconds heartbeat) {
    ReadDocument read{snapshot.document, etag(snapshot), snapshot.terminal, false};
    replaceText(read.document, kRetrievedAtField, base::toIso(now));
    if (!isWorkerLost(snapshot, now, heartbeat)) return read;
    read.workerLost = true;
    read.etag += kLostSuffix;
    replaceText(read.document, kStateField, toText(RunState::WorkerLost));
    replaceText(read.document, kHealthField, toText(HealthStatus::WorkerLost));
    return read;
}

HealthStatus healthOf(std::string_view document) {
    const auto text = textOf(document, kHealthField);
    using enum HealthStatus;
    for (const auto status : {Healthy, Quiet, Slow, Stalled, WorkerLost})
        if (text == toText(status)) return status;
    return Quiet;
}

ReadDocument degradedSnapshot(const DegradedInfo& info, base::Timestamp now) {
    Snapshot snapshot;
    snapshot.identity = info.identity;
    snapshot.live = false;
    snapshot.state = info.state;
    snapshot.message = info.message;
    snapshot.continuedBy = info.continuedBy;
    snapshot.counts = info.counts;
    if (info.counts.processed() == 0 && info.counts.byType.empty())
        for (const auto& name : info.identity.objectTypes)
            snapshot.counts.byType.push_back({name, {}});
    snapshot.phases = info.phases;
    if (snapshot.phases.empty()) snapshot.phases = PhaseTrack{info.identity.phases}.records({});
    if (!isTerminal(info.state))
        for (std::size_t i = 0; i < snapshot.phases.size(); ++i)
            if (snapshot.phases[i].status == PhaseStatus::Active) snapshot.current = i;
    snapshot.window = windowOf(info, snapshot.currentPhase());
    snapshot.eta = etaOf(info.state);
    Fraction fraction;
    snapshot.overall =
        fraction.update(snapshot.phases, snapshot.current, Expectation{{}, info.identity.phases});
    if (isTerminal(info.state)) snapshot.overall = fraction.end(isCompleted(info.state));
    snapshot.errors.summary.total = info.errors;
    snapshot.alerts = info.alerts;
    snapshot.health.status = HealthStatus::Quiet;
    if (info.state == RunState::Paused) snapshot.health.waitingOn = "operator";
    snapshot.reporter.store = info.store;

    // Times move with every request; they are no part of what makes the answer another one.
    const auto content = encodeSnapshot(snapshot);
    snapshot.asOf = now;
    const auto until = info.ended.value_or(now);
    for (auto& phase : snapshot.phases)
        if (phase.started && phase.duration == std::chrono::microseconds{0})
            phase.duration = phase.ended.value_or(until) - *phase.started;
    if (info.state != RunState::Queued)
        snapshot.elapsed = std::max(until - info.identity.startedAt, std::chrono::microseconds{0});
    return {encodeSnapshot(snapshot),
            fmt::format("{}.degraded.{:016x}", info.identity.attempt,
                        std::hash<std::string>{}(content)),
            isTerminal(info.state), false};
}

}  // namespace jim::progress
