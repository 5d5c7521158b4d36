#pragma once

#include "foundation/base/Clock.hpp"
#include "progress/RunProgress.hpp"
#include "progress/Snapshot.hpp"
#include "runs/alert/AlertEvaluation.hpp"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace jim::runs::alert {

/// A rule of a run has fired.
struct AlertEvent {
    const progress::RunIdentity& run;
    const AlertRule& rule;
    const AlertFiring& firing;
};

/// Is told of each firing on the thread that saw it, the publisher's or the run's: must not block.
using AlertListener = std::function<void(const AlertEvent&)>;

/// The alert rules of one run under way. They are looked at with each snapshot, and by the run
/// itself between two batches, so that no more than one batch is worked on after a threshold was
/// reached. Thread-safe.
class RunAlerts {
public:
    /// `history` as the publisher has it. The run begins now.
    RunAlerts(progress::RunIdentity run, std::vector<AlertRule> rules,
              const std::vector<progress::PastRun>& history, const base::Clock& clock,
              AlertListener listener = {});

    /// With each snapshot: what it says is looked at while the run moves, and what has fired is put
    /// into it.
    void look(progress::Snapshot& snapshot);

    /// Between two batches, and at the end: `deletesAhead` are those of the batch to come.
    void look(const progress::RunProgress& progress, std::int64_t deletesAhead = 0);

    /// Why the run is to stop and wait, for people; empty when it is not. Asked for once: what was
    /// said is done with.
    [[nodiscard]] std::string takePauseReason();

    /// After a pause: takes over who has resumed the run, as the database has it.
    void noteResumed(const std::vector<AlertFiring>& kept);

    [[nodiscard]] std::vector<AlertFiring> firings() const;

private:
    void look(const AlertObservation& seen);

    const progress::RunIdentity run_;
    const base::Clock& clock_;
    const AlertListener listener_;
    const std::chrono::microseconds begin_;

    mutable std::mutex mutex_;  ///< Guards what follows; not held while the listener is told.
    AlertEvaluation evaluation_;
    std::string pauseReason_;
};

}  // namespace jim::runs::alert
