#pragma once

#include "api/operation/Call.hpp"
#include "api/watch/Found.hpp"
#include "progress/SnapshotReading.hpp"
#include "runs/activity/Activity.hpp"

namespace jim::api::activity {

/// The progress of a run as far as the database knows it. `away`: the store cannot be reached;
/// else it is there, and has nothing of this run.
[[nodiscard]] base::Result<progress::ReadDocument> degradedProgress(
    runs::run_profile::Session& session, runs::activity::Activity run, base::Timestamp now,
    bool away);

/// When it is asked, and of what store.
struct Asked {
    base::Timestamp now;
    bool away = false;
    std::chrono::seconds ttl{3600};  ///< How long the store keeps an end that it has not lost.
};

/// The same of the activity of that id, or why there is none: it has expired, or is no run.
/// NotFound: there is no such activity.
[[nodiscard]] base::Result<watch::Found> describe(runs::run_profile::Session& session,
                                                  const base::Guid& activityId, const Asked& asked);

}  // namespace jim::api::activity
