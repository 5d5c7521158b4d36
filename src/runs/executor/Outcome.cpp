#include "runs/executor/Outcome.hpp"

#include <fmt/format.h>

namespace jim::runs::executor {
namespace {

/// Who or what stopped a run: the beginning of a sentence.
std::string stoppedBy(const base::Error& error, bool stoppedWithService) {
    if (stoppedWithService) return "Stopped, because the service was stopped,";
    return error.message == base::cancelled().message ? "Cancelled" : error.message;
}

}  // namespace

using activity::ActivityStatus;
using activity::PhaseStatus;

RunOutcome outcomeOf(const activity::Stats& stats, bool unhandledError,
                     const std::string& warning) {
    RunOutcome outcome;
    outcome.warningMessage = warning;
    const auto errors = stats.objectErrors;
    const std::string errorText =
        fmt::format("{} of {} objects in error", errors, stats.objectsProcessed);
    if (errors > 0 && errors >= stats.objectsProcessed) {
        outcome.status = ActivityStatus::FailedWithError;
        outcome.errorMessage =
            fmt::format("All {} objects failed. Look at the items of this activity.", errors);
        outcome.message = outcome.errorMessage;
    } else if (unhandledError) {
        outcome.status = ActivityStatus::CompleteWithError;
        outcome.message = fmt::format("Complete with errors: {}.", errorText);
    } else if (errors > 0) {
        outcome.status = ActivityStatus::CompleteWithWarning;
        outcome.message = fmt::format("Complete with warnings: {}.", errorText);
    } else if (!warning.empty()) {
        outcome.status = ActivityStatus::CompleteWithWarning;
        outcome.message = fmt::format("Complete with a warning: {}", warning);
    } else {
        outcome.message = fmt::format("Complete: {} objects processed, {} changes.",
                                      stats.objectsProcessed, stats.objectChanges);
    }
    return outcome;
}

RunOutcome outcomeOf(const base::Error& error, const activity::Stats& stats,
                     bool stoppedWithService) {
    RunOutcome outcome;
    if (error.kind == base::ErrorKind::Cancelled) {
        const auto what = stoppedBy(error, stoppedWithService);
        outcome.status = ActivityStatus::Cancelled;
        outcome.message = stats.objectsProcessed == 0
                              ? what + " before anything was changed."
                              : fmt::format(
                                    "{} after {} objects. What was done stays; run it again to "
                                    "complete the rest.",
                                    what, stats.objectsProcessed);
        return outcome;
    }
    outcome.status = ActivityStatus::FailedWithError;
    outcome.errorMessage = error.message;
    outcome.message = error.message;
    return outcome;
}

void describe(activity::Activity& activity, const RunOutcome& outcome, const activity::Stats& stats,
              base::Timestamp now) {
    activity.status = outcome.status;
    activity.message = outcome.message;
    activity.errorMessage = outcome.errorMessage;
    activity.warningMessage = outcome.warningMessage;
    activity.ended = now;
    activity.objectsProcessed = stats.objectsProcessed;
    activity.stats = stats;
    closePhases(activity.phases, outcome.status, now);
}

void closePhases(std::vector<activity::Phase>& phases, ActivityStatus status,
                 base::Timestamp when) {
    const bool completed =
        status != ActivityStatus::FailedWithError && status != ActivityStatus::Cancelled;
    for (auto& phase : phases) {
        if (phase.status == PhaseStatus::Pending) phase.status = PhaseStatus::Skipped;
        if (phase.status != PhaseStatus::Active) continue;
        phase.status = completed ? PhaseStatus::Completed : PhaseStatus::Failed;
        phase.ended = when;
    }
}

}  // namespace jim::runs::executor
