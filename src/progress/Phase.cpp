#include "progress/Phase.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

constexpr auto kPhaseStatusTexts =
    base::enumText<PhaseStatus>({{PhaseStatus::Pending, "Pending"},
                                 {PhaseStatus::Active, "Active"},
                                 {PhaseStatus::Completed, "Completed"},
                                 {PhaseStatus::Skipped, "Skipped"},
                                 {PhaseStatus::Failed, "Failed"}});

constexpr auto kTotalKinds = base::enumText<TotalKind>({{TotalKind::Exact, "exact"},
                                                        {TotalKind::Estimate, "estimate"},
                                                        {TotalKind::LowerBound, "lower_bound"},
                                                        {TotalKind::Unknown, "unknown"}});

constexpr auto kTotalSources = base::enumText<TotalSource>({{TotalSource::Counted, "counted"},
                                                            {TotalSource::Connector, "connector"},
                                                            {TotalSource::LastRun, "last_run"}});

}  // namespace

std::string_view toText(PhaseStatus status) {
    return kPhaseStatusTexts.text(status);
}

std::string_view toText(TotalKind kind) {
    return kTotalKinds.text(kind);
}

std::string_view toText(TotalSource source) {
    return kTotalSources.text(source);
}

std::vector<PhaseRecord> underTheirHosts(std::vector<PhaseRecord> phases) {
    std::vector<PhaseRecord> arranged;
    arranged.reserve(phases.size());
    const auto known = [&](std::string_view key) {
        return std::ranges::find(phases, key, &PhaseRecord::key) != phases.end();
    };
    for (const auto& host : phases) {
        if (!host.parentKey.empty() && known(host.parentKey)) continue;
        arranged.push_back(host);
        for (const auto& nested : phases)
            if (nested.parentKey == host.key && !host.key.empty()) arranged.push_back(nested);
    }
    for (std::size_t i = 0; i < arranged.size(); ++i)
        arranged[i].order = static_cast<std::int32_t>(i) + 1;
    return arranged;
}

std::vector<PhaseRecord> closedPhases(std::vector<PhaseRecord> phases, FinalState state,
                                      base::Timestamp ended) {
    const bool completed = isCompleted(stateOf(state));
    for (auto& phase : phases) {
        if (phase.status == PhaseStatus::Pending) phase.status = PhaseStatus::Skipped;
        if (phase.status != PhaseStatus::Active) continue;
        phase.status = completed ? PhaseStatus::Completed : PhaseStatus::Failed;
        phase.ended = ended;
    }
    return phases;
}

}  // namespace jim::progress
