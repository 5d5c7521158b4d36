#include "store/postgres/RunQueue.hpp"

#include <fmt/format.h>

namespace jim::store::postgres {

using store::bytesOf;
using store::fenced;
using store::kTaskColumns;
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

// KEY SHARE lets a lease be renewed meanwhile, and keeps recovery off until the batch commits.
RunQueue::RunQueue(transport::postgres::Connection& connection)
    : store::RunQueue<transport::postgres::Connection>{
          connection, {.kept = "FOR KEY SHARE", .changed = "FOR NO KEY UPDATE"}} {}

base::Status RunQueue::tell() {
    return connection_.run("SELECT pg_notify(?, '')", kChannel);
}

base::Result<std::optional<RunQueue::WorkerTask>> RunQueue::claim(const std::string& owner,
                                                                  std::chrono::microseconds lease) {
    // A system whose turn another claim has taken since we looked has another turn when we come to
    // hold it: then it is not `unchanged`, and the one after it counts.
    static const std::string kSystems = fmt::format(
        "system_turn AS unchanged JOIN system_turn AS turn_of USING (system_id, turn) "
        "CROSS JOIN LATERAL (SELECT id, priority, queued {}) AS next",
        kNextOfSystem);
    static const std::string kClaim = fmt::format(
        R"sql(
        WITH claimed AS MATERIALIZED (
            SELECT next.id, turn_of.system_id {}
            LIMIT 1 FOR UPDATE OF turn_of SKIP LOCKED
        ), turn AS ({} (SELECT system_id FROM claimed))
        UPDATE worker_task SET status = 1, attempt = attempt + 1, lease_owner = ?1,
            lease_until = {} + ?2::bigint
        WHERE id = (SELECT id FROM claimed) AND status = 0 RETURNING {})sql",
        inOrderOfClaims(kSystems), kTakeTurn, kNow, kTaskColumns);
    auto claimed = taskBy(connection_, kClaim, owner, lease.count());
    // A run of this system has begun in the same moment: an index allows one, and the next look
    // sees it.
    for (int again = 0; again < kMostLooks && !claimed; ++again) {
        if (claimed.error().kind != base::ErrorKind::Conflict) break;
        claimed = taskBy(connection_, kClaim, owner, lease.count());
    }
    if (!claimed && claimed.error().kind == base::ErrorKind::Conflict)
        return std::optional<WorkerTask>{};
    return claimed;
}

base::Result<RunQueue::TaskStatus> RunQueue::renew(const Lease& lease,
                                                   std::chrono::microseconds duration) {
    static const std::string kRenew = fmt::format(
        "UPDATE worker_task SET lease_until = {} + ?3::bigint WHERE id = ?1 AND attempt = ?2 "
        "RETURNING {}",
        kNow, kTaskColumns);
    JIM_ASSIGN(const auto task,
               taskBy(connection_, kRenew, bytesOf(lease.taskId), lease.attempt, duration.count()));
    if (!task) return base::fail(fenced());
    return task->status;
}

base::Result<std::vector<RunQueue::WorkerTask>> RunQueue::takeExpired(bool ofEverybody) {
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

}  // namespace jim::store::postgres
