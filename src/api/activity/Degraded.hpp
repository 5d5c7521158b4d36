#pragma once

#include "api/operation/Call.hpp"
#include "progress/SnapshotReading.hpp"
#include "runs/activity/Activity.hpp"

namespace jim::api::activity {

/// The progress of a run as far as the database knows it. `away`: the store cannot be reached;
/// else it is there, and has nothing of this run.
[[nodiscard]] base::Result<progress::ReadDocument> degradedProgress(const operation::Call& call,
                                                                    runs::activity::Activity run,
                                                                    bool away);

}  // namespace jim::api::activity
