#include "store/sqlite/RunQueue.hpp"

#include "store/RunQueueQueries.hpp"

namespace jim::store::sqlite {

using runs::run_queue::Lease;
using runs::run_queue::TaskStatus;
using runs::run_queue::WorkerTask;
using store::bytesOf;
using store::fenced;
using store::selectTasks;
using store::taskBy;
using transport::sqlite::Statement;

base::Status RunQueue::enqueue(const WorkerTask& t) {
    return connection_.atomically([&] { return store::insertTask(connection_, t); });
}

base::Result<std::optional<WorkerTask>> RunQueue::claim(const std::string& owner,
                                                        std::chrono::microseconds lease) {
    static const std::string kNext = selectTasks(
        "LEFT JOIN system_turn USING (system_id) WHERE status = 0 AND NOT EXISTS (SELECT 1 FROM "
        "worker_task busy WHERE busy.system_id = worker_task.system_id AND busy.status IN (1, 2, "
        "4)) "
        "ORDER BY priority DESC, coalesce(turn, 0), queued, id LIMIT 1");
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
        JIM_TRY(
            connection_.run("INSERT INTO system_turn SELECT ?1, coalesce(max(turn), 0) + 1 "
                            "FROM system_turn WHERE true ON CONFLICT (system_id) DO UPDATE "
                            "SET turn = excluded.turn",
                            claimed->systemId));
        return connection_.run(
            "UPDATE worker_task SET status = 1, attempt = ?2, lease_owner = ?3, lease_until = ?4 "
            "WHERE id = ?1",
            bytesOf(claimed->id), claimed->attempt, owner, claimed->leaseUntil->micros);
    }));
    return claimed;
}

base::Result<TaskStatus> RunQueue::renew(const Lease& lease, std::chrono::microseconds duration) {
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

base::Status RunQueue::check(const Lease& lease) {
    JIM_ASSIGN(Statement row,
               connection_.prepare("SELECT 1 FROM worker_task WHERE id = ? AND attempt = ?"));
    const auto id = bytesOf(lease.taskId);
    JIM_ASSIGN(const bool ours, row.bindAll(id, lease.attempt).step());
    return ours ? base::Status{} : base::fail(fenced());
}

base::Status RunQueue::finish(const Lease& lease) {
    JIM_TRY(connection_.run("DELETE FROM worker_task WHERE id = ? AND attempt = ?",
                            bytesOf(lease.taskId), lease.attempt));
    return connection_.changes() == 1 ? base::Status{} : base::fail(fenced());
}

base::Result<std::optional<WorkerTask>> RunQueue::handBack(const Lease& lease) {
    std::optional<WorkerTask> task;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(task, store::queueAgain(connection_, lease));
        return {};
    }));
    return task;
}

base::Result<std::vector<WorkerTask>> RunQueue::takeExpired(bool ofEverybody) {
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

base::Result<bool> RunQueue::change(const base::Guid& id, TaskStatus from, TaskStatus to) {
    bool changed = false;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_TRY(connection_.run("UPDATE worker_task SET status = ?3 WHERE id = ?1 AND status = ?2",
                                bytesOf(id), from, to));
        changed = connection_.changes() == 1;
        return {};
    }));
    return changed;
}

base::Result<std::optional<WorkerTask>> RunQueue::cancel(const base::Guid& id) {
    std::optional<WorkerTask> task;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(task, taskBy(connection_, selectTasks("WHERE id = ?"), bytesOf(id)));
        if (!task) return {};
        const bool running = isWithWorker(task->status);
        return running
                   ? connection_.run("UPDATE worker_task SET status = 2 WHERE id = ?", bytesOf(id))
                   : connection_.run("DELETE FROM worker_task WHERE id = ?", bytesOf(id));
    }));
    return task;
}

}  // namespace jim::store::sqlite
