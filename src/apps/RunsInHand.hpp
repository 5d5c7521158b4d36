#pragma once

#include "foundation/base/StopToken.hpp"
#include "runs/alert/PauseGate.hpp"
#include "runs/run_queue/RunQueue.hpp"

#include <list>
#include <mutex>
#include <vector>

namespace jim::apps {

/// The runs that a worker executes just now, and how they are told what the queue says of them.
/// Thread-safe.
class RunsInHand {
public:
    struct Run {
        runs::run_queue::Lease lease;
        base::StopSource stop;
        runs::alert::PauseGate gate;
    };
    /// A run as it was seen before its task was looked at.
    struct Seen {
        runs::run_queue::Lease lease;
        bool waits = false;
    };
    using Place = std::list<Run>::iterator;

    /// The run stays where it is until it is removed.
    [[nodiscard]] Place add(const runs::run_queue::Lease& lease);
    void remove(Place place);
    [[nodiscard]] bool has(const base::Guid& task);
    [[nodiscard]] std::vector<Seen> seen();
    /// Stops a run that is to be cancelled, and resumes one that waited and need not any more.
    /// Looking may have taken long: when the run has been handed back meanwhile and is here again,
    /// under another lease, this is none of its business.
    void tell(const Seen& seen, runs::run_queue::TaskStatus status);
    void stopAll();

private:
    std::mutex mutex_;
    std::list<Run> runs_;
};

}  // namespace jim::apps
