#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"
#include "progress/RunProgress.hpp"
#include "runs/run_profile/Session.hpp"
#include "runs/run_profile/Throttle.hpp"

namespace jim::runs::executor {

using run_profile::Session;

/// Whether the activity takes a connected system's objects away, and whether the system goes too.
[[nodiscard]] bool isRemoval(const activity::Activity& activity);
[[nodiscard]] bool isDeletion(const activity::Activity& activity);

/// What a removal works with; used by the thread of its session only.
struct RemovalParts {
    Session& session;
    const run_queue::WorkerTask& task;
    std::int64_t activityNumber = 0;
    progress::RunProgress& progress;
    base::StopToken stop;
    run_profile::Throttle& throttle;
    activity::RunPosition position;  ///< Of an attempt before this one.
};

/// Removes every object of the task's system, with joins and pending exports; metaverse objects
/// stay. Each batch is one transaction with the position and the check of the lease, so that
/// nobody waits long for the writer and a removal that was stopped goes on where it was.
[[nodiscard]] base::Status removeObjects(const RemovalParts& parts);

/// Within the transaction that ends it: what a removal's objects come to in the stats of an
/// activity. Objects that are removed leave no items.
void countRemoved(const activity::Activity& activity, activity::Stats& stats);

/// Within the transaction that ends it, when it did not come to its end: a system that was to be
/// deleted is there again, with the objects that are left.
[[nodiscard]] base::Status reopen(Session& session, const activity::Activity& activity);

}  // namespace jim::runs::executor
