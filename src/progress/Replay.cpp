#include "progress/Replay.hpp"

#include "progress/PhaseCatalogue.hpp"
#include "progress/impl/SnapshotBuilder.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

using std::chrono::microseconds;

bool knows(const std::vector<PhaseDeclaration>& phases, std::string_view key) {
    return std::ranges::find(phases, key, &PhaseDeclaration::key) != phases.end();
}

/// The identity of the kind of run whose catalogue knows the most of the keys.
RunIdentity identityOf(std::span<const TracePoint> trace, const std::vector<PastRun>& history) {
    std::vector<std::string_view> keys;
    for (const auto& point : trace)
        if (keys.empty() || keys.back() != point.phase) keys.push_back(point.phase);
    for (const auto& run : history)
        for (const auto& phase : run.phases) keys.push_back(phase.key);
    RunIdentity identity;
    std::ptrdiff_t most = 0;
    for (const auto& [kind, runType] :
         {std::pair{RunKind::Import, "FullImport"},
          std::pair{RunKind::Synchronisation, "FullSynchronisation"},
          std::pair{RunKind::Export, "Export"}, std::pair{RunKind::Removal, ""}}) {
        auto phases = catalogue(kind, runType);
        const auto known =
            std::ranges::count_if(keys, [&](std::string_view key) { return knows(phases, key); });
        if (known <= most) continue;
        most = known;
        identity.kind = kind;
        identity.runType = runType;
        identity.phases = std::move(phases);
    }
    // What earlier runs had beside it, where they had it.
    std::vector<PhaseDeclaration> ordered;
    for (const auto& key : Expectation{history, identity.phases}.order()) {
        const auto known = std::ranges::find(identity.phases, key, &PhaseDeclaration::key);
        ordered.push_back(known == identity.phases.end() ? PhaseDeclaration{key, key, {}} : *known);
    }
    identity.phases = std::move(ordered);
    return identity;
}

/// A run of which only the points of its trace are known.
class Replay {
public:
    explicit Replay(const RunIdentity& identity)
        : track_(identity.phases), processed_(track_.size()) {}

    const RunSample& at(const TracePoint& point, PhaseTrack::Moment now) {
        if (!point.phase.empty()) enter(point, now);
        sample_.phases = track_.records(now);
        sample_.current = track_.current();
        for (std::size_t i = 0; i < sample_.phases.size(); ++i) {
            sample_.phases[i].processed = processed_[i];
            if (i == sample_.current) sample_.phases[i].windowStart = windowStart_;
        }
        return sample_;
    }

private:
    void enter(const TracePoint& point, PhaseTrack::Moment now) {
        if (track_.enter(point.phase, {}, {}, processed_, now)) {
            processed_.resize(track_.size());
            windowStart_ = processed_[track_.current()];
            ++sample_.notices;
        }
        processed_.resize(track_.size());
        auto& all = processed_[track_.current()];
        const auto shown = std::max<std::int64_t>(point.processed, 0);
        if (shown < all - windowStart_) windowStart_ = all;  // A further pass.
        all = windowStart_ + shown;
        const bool known = point.total && *point.total >= 0;
        track_.setTotal(known ? Total{*point.total, TotalKind::Exact, TotalSource::Counted}
                              : Total{});
    }

    PhaseTrack track_;
    RunSample sample_;
    std::vector<std::int64_t> processed_;
    std::int64_t windowStart_ = 0;
};

}  // namespace

std::vector<Snapshot> estimate(std::span<const TracePoint> trace,
                               const std::vector<PastRun>& history) {
    const auto identity = identityOf(trace, history);
    SnapshotBuilder builder{identity, {}, history};
    Replay replay{identity};
    std::vector<Snapshot> snapshots;
    snapshots.reserve(trace.size());
    microseconds now{0};
    for (const auto& point : trace) {
        now = std::max(now, point.at);
        const PhaseTrack::Moment moment{base::Timestamp{now.count()}, now};
        const auto& sample = replay.at(point, moment);
        builder.observe(sample, moment);
        snapshots.push_back(builder.running(sample, moment));
    }
    return snapshots;
}

}  // namespace jim::progress
