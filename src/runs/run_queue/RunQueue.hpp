#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"
#include "runs/activity/Activity.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jim::runs::run_queue {

/// The numbers are stored: never renumber.
enum class TaskStatus : std::uint8_t {
    Queued = 0,
    Processing = 1,
    CancellationRequested = 2,
    WaitingForPreviousStep = 3,
    Paused = 4,  ///< With a worker, which waits for somebody to resume it.
};

/// Which tasks go first. The numbers are stored, and ordered: never renumber.
enum class TaskPriority : std::uint8_t { Low = 0, Normal = 1, High = 2 };

[[nodiscard]] std::string_view toText(TaskStatus status);
[[nodiscard]] std::string_view toText(TaskPriority priority);
[[nodiscard]] std::optional<TaskPriority> parseTaskPriority(std::string_view text);
/// Whether a worker has it, whatever it is asked to do.
[[nodiscard]] bool isWithWorker(TaskStatus status);

/// A run that waits for a worker, or is with one. Finished tasks are deleted.
struct WorkerTask {
    base::Guid id;
    std::string name;  ///< `<connected system> - <run profile>`
    base::Timestamp queued;
    TaskStatus status = TaskStatus::Queued;
    std::int32_t systemId = 0;
    std::int32_t runProfileId = 0;
    base::Guid activityId;
    bool allowDeletions = false;
    activity::Initiator initiator;
    std::int32_t attempt = 0;  ///< The fencing number: raised by every claim and every recovery.
    std::string leaseOwner;
    std::optional<base::Timestamp> leaseUntil;
    TaskPriority priority = TaskPriority::Normal;
    std::int32_t restart = 0;  ///< So many starts after a lost worker led to it.
};

/// What a worker holds while it executes a task.
struct Lease {
    base::Guid taskId;
    std::int32_t attempt = 0;
};

/// The queue in the database. All times are the database's own where there are several hosts.
/// One session is used by one thread.
class RunQueue {
public:
    /// How long whoever has taken an expired task may need to end its activity.
    static constexpr std::chrono::seconds kRecoveryTime{30};

    virtual ~RunQueue() = default;

    [[nodiscard]] virtual base::Status enqueue(const WorkerTask& task) = 0;

    /// The next task whose connected system has no other task in processing, claimed for `owner`
    /// until now + `lease`; attempt is raised. Nothing when there is none. The higher priority goes
    /// first, then the system whose last claim is longest ago, then what was queued first: a system
    /// with many tasks does not keep the others waiting.
    [[nodiscard]] virtual base::Result<std::optional<WorkerTask>> claim(
        const std::string& owner, std::chrono::microseconds lease) = 0;

    /// Prolongs the lease; Fenced when it is somebody else's now. Returns the task's status, so
    /// that a worker learns of a cancellation request by the same statement.
    [[nodiscard]] virtual base::Result<TaskStatus> renew(const Lease& lease,
                                                         std::chrono::microseconds duration) = 0;

    /// Within the open transaction of a batch: Fenced unless the lease is still this attempt's.
    [[nodiscard]] virtual base::Status check(const Lease& lease) = 0;

    /// Deletes the task, within the transaction that ends its activity; Fenced as above.
    [[nodiscard]] virtual base::Status finish(const Lease& lease) = 0;

    /// Gives a task back that this attempt had in hand: it is queued again, with a raised attempt,
    /// in its old place. As it is then; nothing when somebody has asked for its cancellation.
    /// Fenced as above.
    [[nodiscard]] virtual base::Result<std::optional<WorkerTask>> handBack(const Lease& lease) = 0;

    /// Tasks in processing whose lease has expired (`ofEverybody`: all that are in processing, for
    /// the sole owner of an embedded database at its start). Their attempt is raised, so that a
    /// late worker is refused; the caller ends their activities and then deletes them by finish.
    /// Given out once in kRecoveryTime, so that of many who look one does it, and another when that
    /// one dies. Lease owner and end are the lost worker's.
    [[nodiscard]] virtual base::Result<std::vector<WorkerTask>> takeExpired(bool ofEverybody) = 0;

    /// Changes the task's status from one to another; false: it has another one, or is gone.
    [[nodiscard]] virtual base::Result<bool> change(const base::Guid& id, TaskStatus from,
                                                    TaskStatus to) = 0;

    /// Queued: deletes it and returns it as it was. With a worker: marks it and returns it.
    [[nodiscard]] virtual base::Result<std::optional<WorkerTask>> cancel(const base::Guid& id) = 0;
};

/// Reads the queue for people and scripts.
class RunQueueQueries {
public:
    virtual ~RunQueueQueries() = default;
    /// Newest first.
    [[nodiscard]] virtual base::Result<identity::connector_space::PageOf<WorkerTask>> tasks(
        identity::connector_space::PageRequest page) = 0;
    [[nodiscard]] virtual base::Result<std::optional<WorkerTask>> task(const base::Guid& id) = 0;
    [[nodiscard]] virtual base::Result<std::optional<WorkerTask>> taskOfActivity(
        const base::Guid& activityId) = 0;
    /// Whether a task of this system is queued or in processing.
    [[nodiscard]] virtual base::Result<bool> isBusy(std::int32_t systemId) = 0;
    /// The number of the latest activity after this one that may change what is pending for systems
    /// other than its own; 0: there is none. Nothing while one of them is queued or in processing:
    /// none has written between two equal answers.
    [[nodiscard]] virtual base::Result<std::optional<std::int64_t>> latestAcrossSystems(
        std::int64_t sinceActivity) = 0;
};

}  // namespace jim::runs::run_queue
