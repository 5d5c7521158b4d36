#include "store/postgres/RunQueue.hpp"

#include "store/RunQueueQueries.hpp"

#include <fmt/format.h>

namespace jim::store::postgres {

using runs::run_queue::Lease;
using runs::run_queue::TaskStatus;
using runs::run_queue::WorkerTask;
using store::bytesOf;
using store::fenced;
using store::kTaskColumns;
using store::selectTasks;
using store::taskBy;

namespace {

/// The database's time, which goes on within a transaction.
constexpr std::string_view kNow = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

/// How often a claim is tried again that another worker was faster with.
constexpr int kMostLooks = 3;

std::string replaced(std::string text, std::string_view old, std::string_view fresh) {
    return text.replace(text.find(old), old.size(), fresh);
}

}  // namespace

base::Status RunQueue::notify() {
    return connection_.run("SELECT pg_notify(?, '')", kChannel);
}

base::Status RunQueue::enqueue(const WorkerTask& task) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(store::insertTask(connection_, task));
        return notify();  // Sent when the transaction commits.
    });
}

base::Result<std::optional<WorkerTask>> RunQueue::claim(const std::string& owner,
                                                        std::chrono::microseconds lease) {
    static const std::string kClaim = fmt::format(
        R"sql(
        WITH next AS (
            SELECT t.id, t.system_id FROM worker_task t LEFT JOIN system_turn s USING (system_id)
            WHERE t.status = 0 AND NOT EXISTS (SELECT 1 FROM worker_task busy
                WHERE busy.system_id = t.system_id AND busy.status IN (1, 2, 4))
            ORDER BY t.priority DESC, coalesce(s.turn, 0), t.queued, t.id
            LIMIT 1 FOR UPDATE OF t SKIP LOCKED
        ), turn AS (
            INSERT INTO system_turn
            SELECT system_id, (SELECT coalesce(max(turn), 0) + 1 FROM system_turn) FROM next
            ON CONFLICT (system_id) DO UPDATE SET turn = excluded.turn
        )
        UPDATE worker_task SET status = 1, attempt = attempt + 1, lease_owner = ?1,
            lease_until = {} + ?2::bigint
        WHERE id = (SELECT id FROM next) RETURNING {})sql",
        kNow, kTaskColumns);
    auto claimed = taskBy(connection_, kClaim, owner, lease.count());
    // Another worker has begun with this system in the same moment: an index allows one, and the
    // next look sees it.
    for (int again = 0; again < kMostLooks && !claimed; ++again) {
        if (claimed.error().kind != base::ErrorKind::Conflict) break;
        claimed = taskBy(connection_, kClaim, owner, lease.count());
    }
    if (!claimed && claimed.error().kind == base::ErrorKind::Conflict)
        return std::optional<WorkerTask>{};
    return claimed;
}

base::Result<TaskStatus> RunQueue::renew(const Lease& lease, std::chrono::microseconds duration) {
    static const std::string kRenew = fmt::format(
        "UPDATE worker_task SET lease_until = {} + ?3::bigint WHERE id = ?1 AND attempt = ?2 "
        "RETURNING {}",
        kNow, kTaskColumns);
    JIM_ASSIGN(const auto task,
               taskBy(connection_, kRenew, bytesOf(lease.taskId), lease.attempt, duration.count()));
    if (!task) return base::fail(fenced());
    return task->status;
}

base::Status RunQueue::check(const Lease& lease) {
    // KEY SHARE lets the lease be renewed meanwhile, and keeps recovery off until we commit.
    JIM_ASSIGN(auto row, connection_.prepare("SELECT 1 FROM worker_task WHERE id = ? AND attempt "
                                             "= ? FOR KEY SHARE"));
    JIM_ASSIGN(const bool ours, row.bindAll(bytesOf(lease.taskId), lease.attempt).step());
    return ours ? base::Status{} : base::fail(fenced());
}

base::Status RunQueue::finish(const Lease& lease) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(connection_.run("DELETE FROM worker_task WHERE id = ? AND attempt = ?",
                                bytesOf(lease.taskId), lease.attempt));
        if (connection_.changes() != 1) return base::fail(fenced());
        return notify();  // The next run of the same system may be waiting for this one.
    });
}

base::Result<std::optional<WorkerTask>> RunQueue::handBack(const Lease& lease) {
    std::optional<WorkerTask> task;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(task, store::queueAgain(connection_, lease));
        return notify();
    }));
    return task;
}

base::Result<std::vector<WorkerTask>> RunQueue::takeExpired(bool ofEverybody) {
    // RETURNING gives what is new, and the end of the lease is to be the lost worker's.
    static const std::string kTake = fmt::format(
        R"sql(
        UPDATE worker_task SET attempt = worker_task.attempt + 1, lease_until = {0} + ?2::bigint
        FROM (SELECT id AS old_id, lease_until AS old_until FROM worker_task
              WHERE status IN (1, 2, 4) AND (?1::boolean OR lease_until < {0})
              FOR UPDATE SKIP LOCKED) AS old
        WHERE id = old_id RETURNING {1})sql",
        kNow, replaced(kTaskColumns, "lease_until", "old_until"));
    JIM_ASSIGN(auto expired, store::tasksBy(connection_, kTake, ofEverybody,
                                            std::chrono::microseconds{kRecoveryTime}.count()));
    std::ranges::sort(expired, {}, &WorkerTask::queued);
    return expired;
}

base::Result<bool> RunQueue::change(const base::Guid& id, TaskStatus from, TaskStatus to) {
    bool changed = false;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_TRY(connection_.run("UPDATE worker_task SET status = ?3 WHERE id = ?1 AND status = ?2",
                                bytesOf(id), from, to));
        changed = connection_.changes() == 1;
        return notify();  // Whoever has the run in hand looks at it.
    }));
    return changed;
}

base::Result<std::optional<WorkerTask>> RunQueue::cancel(const base::Guid& id) {
    std::optional<WorkerTask> task;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(task,
                   taskBy(connection_, selectTasks("WHERE id = ? FOR NO KEY UPDATE"), bytesOf(id)));
        if (!task) return {};
        const bool running = isWithWorker(task->status);
        JIM_TRY(running
                    ? connection_.run("UPDATE worker_task SET status = 2 WHERE id = ?", bytesOf(id))
                    : connection_.run("DELETE FROM worker_task WHERE id = ?", bytesOf(id)));
        return notify();
    }));
    return task;
}

}  // namespace jim::store::postgres
