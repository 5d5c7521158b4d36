#pragma once

#include "foundation/base/Result.hpp"
#include "runs/activity/Activity.hpp"
#include "runs/run_queue/RunQueue.hpp"

#include <cstdint>
#include <string>

namespace jim::runs::run_profile {

struct StartRequest {
    std::int32_t runProfileId = 0;
    bool allowDeletions = false;  ///< Lifts the deletion brake for this run.
    activity::Initiator initiator;
    run_queue::TaskPriority priority = run_queue::TaskPriority::Normal;
};

/// Takes all objects of a connected system away; `withSystem` the system itself too.
struct RemovalRequest {
    std::int32_t systemId = 0;
    bool withSystem = false;
    activity::Initiator initiator;
    std::string reason;
};

struct Started {
    base::Guid activityId;
    base::Guid taskId;
};

/// Starts and stops runs for people and scripts. Thread-safe.
class RunControl {
public:
    virtual ~RunControl() = default;

    /// Queues a run: its activity and worker task come in one transaction, workers are woken and
    /// the queued snapshot is published before this returns. NotFound: no such run profile.
    [[nodiscard]] virtual base::Result<Started> start(const StartRequest& request) = 0;

    /// Queues a removal in the same way. It waits for the runs of the system that came before it; a
    /// system that goes refuses new ones from now on. NotFound: no such system. InvalidState: it
    /// is being deleted already.
    [[nodiscard]] virtual base::Result<Started> remove(const RemovalRequest& request) = 0;

    /// A queued run is cancelled at once, a running one is asked to stop. NotFound: nothing of
    /// that activity is queued or running.
    [[nodiscard]] virtual base::Status cancel(const base::Guid& activityId) = 0;

    /// Lets a run go on that an alert rule has paused; `by` is the name of who does so, and stays
    /// on the activity. NotFound: nothing of that activity is queued or running. InvalidState: it
    /// is not paused.
    [[nodiscard]] virtual base::Status resume(const base::Guid& activityId,
                                              const std::string& by) = 0;
};

}  // namespace jim::runs::run_profile
