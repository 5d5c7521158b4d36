#include "runs/run_profile/PhaseRecords.hpp"

namespace jim::runs::run_profile {
namespace {

activity::PhaseStatus statusOf(progress::PhaseStatus status) {
    switch (status) {
        case progress::PhaseStatus::Pending:
            return activity::PhaseStatus::Pending;
        case progress::PhaseStatus::Active:
            return activity::PhaseStatus::Active;
        case progress::PhaseStatus::Completed:
            return activity::PhaseStatus::Completed;
        case progress::PhaseStatus::Skipped:
            return activity::PhaseStatus::Skipped;
        case progress::PhaseStatus::Failed:
            return activity::PhaseStatus::Failed;
    }
    return activity::PhaseStatus::Pending;
}

}  // namespace

std::vector<activity::Phase> activityPhases(const std::vector<progress::PhaseRecord>& records) {
    std::vector<activity::Phase> phases;
    for (const auto& record : records)
        phases.push_back({record.key, record.name, record.parentKey, record.order,
                          statusOf(record.status), record.started, record.ended, record.duration,
                          record.processed, record.statements});
    return phases;
}

}  // namespace jim::runs::run_profile
