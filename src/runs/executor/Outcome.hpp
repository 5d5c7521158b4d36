#pragma once

#include "foundation/base/Error.hpp"
#include "runs/activity/Activity.hpp"

#include <string>

namespace jim::runs::executor {

/// How a run ended, in the words of its activity.
struct RunOutcome {
    activity::ActivityStatus status = activity::ActivityStatus::Complete;
    std::string message;       ///< One sentence for people.
    std::string errorMessage;  ///< Why it failed; empty otherwise.
    std::string warningMessage;
};

/// What the items say: all failed, an unhandled error, some in error, a warning, or complete.
[[nodiscard]] RunOutcome outcomeOf(const activity::Stats& stats, bool unhandledError,
                                   const std::string& warning);

/// What a run-ending error says; `stats` is what was stored before it. A run may be cancelled by
/// somebody, or because the service stops.
[[nodiscard]] RunOutcome outcomeOf(const base::Error& error, const activity::Stats& stats,
                                   bool stoppedWithService);

/// What an activity says of its run from then on.
void describe(activity::Activity& activity, const RunOutcome& outcome, const activity::Stats& stats,
              base::Timestamp now);

/// Every phase that was active is closed as `status` says; what had not begun is skipped.
void closePhases(std::vector<activity::Phase>& phases, activity::ActivityStatus status,
                 base::Timestamp when);

}  // namespace jim::runs::executor
