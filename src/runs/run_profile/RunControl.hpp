#pragma once

#include "foundation/base/Result.hpp"
#include "runs/activity/Activity.hpp"

#include <cstdint>

namespace jim::runs::run_profile {

struct StartRequest {
    std::int32_t runProfileId = 0;
    bool allowDeletions = false;  ///< Lifts the deletion brake for this run.
    activity::Initiator initiator;
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

    /// A queued run is cancelled at once, a running one is asked to stop. NotFound: nothing of
    /// that activity is queued or running.
    [[nodiscard]] virtual base::Status cancel(const base::Guid& activityId) = 0;
};

}  // namespace jim::runs::run_profile
