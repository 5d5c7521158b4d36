#pragma once

#include "runs/executor/RunDescription.hpp"

namespace jim::runs::executor {

/// What a run consists of while it waits for a worker: to be stored in one transaction.
struct QueuedRun {
    activity::Activity activity;
    run_queue::WorkerTask task;
    progress::RunIdentity identity;
};

/// A run of that profile, asked for at `now`.
[[nodiscard]] QueuedRun queuedRun(const run_profile::RunProfile& profile,
                                  const identity::connected_system::ConnectedSystem& system,
                                  const activity::Initiator& initiator, base::Timestamp now);

/// Stored with a run from the beginning: whatever ends it, it is known what it would have done.
[[nodiscard]] std::vector<activity::Phase> phasesToCome(const progress::RunIdentity& run);

}  // namespace jim::runs::executor
