#include "store/sqlite/RunQueue.hpp"

namespace jim::store::sqlite {

using store::bytesOf;
using store::fenced;
using store::selectTasks;
using store::taskBy;

base::Result<std::optional<RunQueue::WorkerTask>> RunQueue::claim(const std::string& owner,
                                                                  std::chrono::microseconds lease) {
    static const std::string kSystems =
        fmt::format("system_turn AS turn_of JOIN worker_task AS next ON next.id = (SELECT id {})",
                    kNextOfSystem);
    static const std::string kNext = selectTasks(
        fmt::format("WHERE id = (SELECT next.id {} LIMIT 1)", inOrderOfClaims(kSystems)));
    static const std::string kTurn = fmt::format("{} ?", kTakeTurn);
    JIM_ASSIGN(auto seen, taskBy(connection_, kNext));
    if (!seen) return seen;  // Looking takes no write lock.
    std::optional<WorkerTask> claimed;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(claimed, taskBy(connection_, kNext));
        if (!claimed) return {};
        claimed->status = TaskStatus::Processing;
        claimed->attempt += 1;
        claimed->leaseOwner = owner;
        claimed->leaseUntil = clock_.now() + lease;
        JIM_TRY(connection_.run(kTurn, claimed->systemId));
        return connection_.run(
            "UPDATE worker_task SET status = 1, attempt = ?2, lease_owner = ?3, lease_until = ?4 "
            "WHERE id = ?1",
            bytesOf(claimed->id), claimed->attempt, owner, claimed->leaseUntil->micros);
    }));
    return claimed;
}

base::Result<RunQueue::TaskStatus> RunQueue::renew(const Lease& lease,
                                                   std::chrono::microseconds duration) {
    TaskStatus status = TaskStatus::Processing;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(const auto task, taskBy(connection_, selectTasks("WHERE id = ? AND attempt = ?"),
                                           bytesOf(lease.taskId), lease.attempt));
        if (!task) return base::fail(fenced());
        status = task->status;
        return connection_.run("UPDATE worker_task SET lease_until = ?2 WHERE id = ?1",
                               bytesOf(lease.taskId), (clock_.now() + duration).micros);
    }));
    return status;
}

base::Result<std::vector<RunQueue::WorkerTask>> RunQueue::takeExpired(bool ofEverybody) {
    std::vector<WorkerTask> expired;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(
            expired,
            store::tasksBy(
                connection_,
                selectTasks(
                    "WHERE status IN (1, 2, 4) AND (?1 OR lease_until < ?2) ORDER BY queued"),
                ofEverybody, clock_.now().micros));
        for (auto& task : expired) {
            task.attempt += 1;
            JIM_TRY(connection_.run(
                "UPDATE worker_task SET attempt = ?2, lease_until = ?3 WHERE id = ?1",
                bytesOf(task.id), task.attempt, (clock_.now() + kRecoveryTime).micros));
        }
        return {};
    }));
    return expired;
}

}  // namespace jim::store::sqlite
