#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"
#include "progress/Publisher.hpp"
#include "runs/alert/PauseGate.hpp"
#include "runs/alert/RunAlerts.hpp"
#include "runs/run_profile/Beside.hpp"
#include "runs/run_profile/Session.hpp"
#include "security/EncryptionKeys.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace jim::runs::executor {

using run_profile::Session;

/// Executes claimed tasks, one at a time for each thread that calls it, and ends the runs of
/// workers that died. States of a run: queued -> (claimed) running -> (finished) one of the
/// terminal statuses; or running -> (lease expired, recovered) FailedWithError. The status, the
/// stats and the end of the task are one transaction; the terminal snapshot comes after it.
class Executor {
public:
    /// What alert rules come to.
    struct Alerts {
        alert::AlertListener listener{};           ///< Empty: nobody is told.
        std::chrono::seconds patience{24 * 3600};  ///< Of a run that stands paused.
    };
    struct Parts {
        connectors::ConnectorRegistry& connectors;
        progress::Publisher& publisher;
        const base::Clock& clock;
        std::filesystem::path spoolFolder;
        std::string worker;  ///< `host:pid`, what activities say.
        const security::EncryptionKeys& encryptionKeys;
        bool handsBack = false;  ///< Others take up what is in hand when the service stops.
        Alerts alerts{};
        std::size_t batchLimit = 0;      ///< Objects of one batch at most; 0: as many as are fast.
        std::chrono::seconds lease{30};  ///< That workers renew every third of.
    };

    /// What has become of a task.
    struct Fate {
        bool handedBack =
            false;  ///< Queued again, for whoever comes first; or its end is recorded.
        activity::ActivityStatus status{};  ///< How it has ended.
        std::string message;                ///< What its activity says.
    };

    explicit Executor(Parts parts) : parts_(std::move(parts)) {}

    /// Runs the task to its end, whatever that is. An error means that the end itself could not be
    /// recorded: the lease was lost (Fenced; whoever took it records the end), or the database is
    /// away. `session` is used by this thread only. `stop` ends the run between two batches;
    /// `shutdown` tells that the service stops: then the task is queued again for other workers,
    /// when there are any, and its next attempt goes on counting where this one stopped. So it is
    /// when the database was lost in the middle of it, a few times in a run.
    /// `again` is asked when nothing could be read or recorded because the database is away or its
    /// disk full: it waits a little, and says whether to try again. `gate` is where the run waits
    /// when an alert rule pauses it; without one nobody can resume it. `beside` writes one batch
    /// while this thread writes another, where a run's batches allow it; without it they are
    /// written one after the other.
    [[nodiscard]] base::Result<Fate> execute(Session& session, const run_queue::WorkerTask& task,
                                             const base::StopToken& stop,
                                             const base::StopToken& shutdown,
                                             const std::function<bool()>& again = {},
                                             alert::PauseGate* gate = nullptr,
                                             run_profile::Beside* beside = nullptr);

    /// Ends the runs whose lease has expired (see RunQueue::takeExpired): FailedWithError with the
    /// reason, phases closed, totals equal to the stored items. How many there were. What its run
    /// profile has started again is queued with the end of the lost run, once.
    [[nodiscard]] base::Result<std::size_t> recover(Session& session, bool ofEverybody);

    /// Removes activities beyond their retention, a few of them (see Retention.hpp). How many.
    [[nodiscard]] base::Result<std::size_t> removeOld(Session& session);

private:
    struct Run;

    /// What it needs to begin; then it does. False: its activity is gone, and so is the task now.
    [[nodiscard]] base::Result<bool> lookUp(Session& session, const run_queue::WorkerTask& task,
                                            Run& run);
    /// From now on the run tells of itself. An error: its alert rules cannot be read.
    [[nodiscard]] base::Status begin(Session& session, progress::RunIdentity identity, Run& run);
    [[nodiscard]] base::Status runStep(Session& session, const run_queue::WorkerTask& task,
                                       Run& run, const base::StopToken& stop);
    [[nodiscard]] base::Status removeStep(Session& session, const run_queue::WorkerTask& task,
                                          Run& run, const base::StopToken& stop);
    /// Whether others may take it up where `result` has ended this attempt.
    [[nodiscard]] bool goesOnElsewhere(const run_queue::WorkerTask& task, const Run& run,
                                       const base::Status& result) const;
    /// Whether it could be; `why` is the end of the sentence that its activity says.
    [[nodiscard]] base::Result<bool> handBack(Session& session, const run_queue::WorkerTask& task,
                                              Run& run, std::string_view why);
    [[nodiscard]] base::Status finish(Session& session, const run_queue::WorkerTask& task, Run& run,
                                      const base::Status& result,
                                      const std::function<bool()>& again);
    /// One transaction; what was counted.
    [[nodiscard]] base::Result<activity::Stats> recordEnd(Session& session,
                                                          const run_queue::WorkerTask& task,
                                                          Run& run, const base::Status& result);

    Parts parts_;
};

}  // namespace jim::runs::executor
