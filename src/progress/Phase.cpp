#include "progress/Phase.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::progress {
namespace {

constexpr auto kStatuses = base::enumText<PhaseStatus>({{PhaseStatus::Pending, "Pending"},
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
    return kStatuses.text(status);
}

std::string_view toText(TotalKind kind) {
    return kTotalKinds.text(kind);
}

std::string_view toText(TotalSource source) {
    return kTotalSources.text(source);
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
