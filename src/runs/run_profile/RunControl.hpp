#pragma once

#include "foundation/base/Result.hpp"
#include "runs/activity/Activity.hpp"
#include "runs/run_profile/Session.hpp"

#include <cstdint>

namespace jim::runs::run_profile {

/// What was queued.
struct Started {
    base::Guid activityId;
    base::Guid taskId;
    std::string message;
};

struct StartRequest {
    std::int32_t systemId = 0;
    std::int32_t runProfileId = 0;
    bool allowDeletions = false;
    activity::Initiator initiator;
};

/// Starts and cancels runs on behalf of people, scripts and schedules. Thread-safe; each call uses
/// the caller's session.
class RunControl {
public:
    virtual ~RunControl() = default;

    /// Queues a run: its activity, its task and the first snapshot of its progress, then wakes the
    /// workers. NotFound for an unknown system or run profile, InvalidState where it cannot run.
    [[nodiscard]] virtual base::Result<Started> start(Session& session,
                                                      const StartRequest& request) = 0;

    /// Cancels by task: a queued run at once, a running one between two batches. NotFound when the
    /// task is unknown or has ended.
    [[nodiscard]] virtual base::Status cancelTask(Session& session, const base::Guid& taskId) = 0;

    /// The same by activity; InvalidState when it has ended.
    [[nodiscard]] virtual base::Status cancelActivity(Session& session,
                                                      const base::Guid& activityId) = 0;
};

}  // namespace jim::runs::run_profile
