#include "store/sqlite/RunQueue.hpp"

#include "store/sqlite/impl/Rows.hpp"

namespace jim::store::sqlite {

using impl::blobOf;
using runs::run_queue::Lease;
using runs::run_queue::TaskStatus;
using runs::run_queue::WorkerTask;
using transport::sqlite::Blob;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

namespace {

constexpr const char* kColumns =
    "id, name, queued, status, system_id, run_profile_id, activity_id, allow_deletions, "
    "initiator_type, initiator_id, "
    "initiator_name, attempt, lease_owner, lease_until";

WorkerTask taskOf(const Statement& row) {
    WorkerTask task;
    task.id = impl::guidOf(row, 0);
    task.name = impl::textOf(row, 1);
    task.queued = {row.integer(2)};
    task.status = row.as<TaskStatus>(3);
    task.systemId = row.as<std::int32_t>(4);
    task.runProfileId = row.as<std::int32_t>(5);
    task.activityId = impl::guidOf(row, 6);
    task.allowDeletions = row.as<bool>(7);
    task.initiator = {row.as<runs::activity::InitiatorType>(8), impl::optionalGuid(row, 9),
                      impl::textOf(row, 10)};
    task.attempt = row.as<std::int32_t>(11);
    task.leaseOwner = impl::textOf(row, 12);
    task.leaseUntil = impl::optionalTime(row, 13);
    return task;
}

/// All tasks that `rest` (a WHERE clause and an order) selects.
template <class... T>
base::Result<std::vector<WorkerTask>> select(Connection& connection, std::string_view rest,
                                             const T&... values) {
    std::vector<WorkerTask> tasks;
    JIM_ASSIGN(Statement rows,
               connection.prepare(fmt::format("SELECT {} FROM worker_task {}", kColumns, rest)));
    rows.bindAll(values...);
    JIM_TRY(impl::eachRow(rows, [&](const Statement& row) { tasks.push_back(taskOf(row)); }));
    return tasks;
}

template <class... T>
base::Result<std::optional<WorkerTask>> selectOne(Connection& connection, std::string_view rest,
                                                  const T&... values) {
    JIM_ASSIGN(auto tasks, select(connection, rest, values...));
    if (tasks.empty()) return std::optional<WorkerTask>{};
    return std::optional{std::move(tasks.front())};
}

base::Error fenced() {
    return {base::ErrorKind::Fenced,
            "This run belongs to another worker now. Nothing was written.",
            {},
            {}};
}

}  // namespace

base::Status RunQueue::enqueue(const WorkerTask& t) {
    return connection_.atomically([&] {
        return connection_.run(
            "INSERT INTO worker_task VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            blobOf(t.id), t.name, t.queued.micros, t.status, t.systemId, t.runProfileId,
            blobOf(t.activityId), t.allowDeletions, t.initiator.type, blobOf(t.initiator.id),
            t.initiator.name, t.attempt, t.leaseOwner, impl::micros(t.leaseUntil));
    });
}

base::Result<std::optional<WorkerTask>> RunQueue::claim(const std::string& owner,
                                                        std::chrono::microseconds lease) {
    constexpr const char* kNext =
        "WHERE status = 0 AND NOT EXISTS (SELECT 1 FROM worker_task busy WHERE busy.system_id = "
        "worker_task.system_id "
        "AND busy.status IN (1, 2)) ORDER BY queued, id LIMIT 1";
    JIM_ASSIGN(auto seen, selectOne(connection_, kNext));
    if (!seen) return seen;  // Looking takes no write lock.
    std::optional<WorkerTask> claimed;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(claimed, selectOne(connection_, kNext));
        if (!claimed) return {};
        claimed->status = TaskStatus::Processing;
        claimed->attempt += 1;
        claimed->leaseOwner = owner;
        claimed->leaseUntil = clock_.now() + lease;
        return connection_.run(
            "UPDATE worker_task SET status = 1, attempt = ?2, lease_owner = ?3, lease_until = ?4 "
            "WHERE id = ?1",
            blobOf(claimed->id), claimed->attempt, owner, claimed->leaseUntil->micros);
    }));
    return claimed;
}

base::Result<TaskStatus> RunQueue::renew(const Lease& lease, std::chrono::microseconds duration) {
    TaskStatus status = TaskStatus::Processing;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(const auto task, selectOne(connection_, "WHERE id = ? AND attempt = ?",
                                              blobOf(lease.taskId), lease.attempt));
        if (!task) return base::fail(fenced());
        status = task->status;
        return connection_.run("UPDATE worker_task SET lease_until = ?2 WHERE id = ?1",
                               blobOf(lease.taskId), (clock_.now() + duration).micros);
    }));
    return status;
}

base::Status RunQueue::check(const Lease& lease) {
    JIM_ASSIGN(Statement row,
               connection_.prepare("SELECT 1 FROM worker_task WHERE id = ? AND attempt = ?"));
    const Blob id = blobOf(lease.taskId);
    JIM_ASSIGN(const bool ours, row.bindAll(id, lease.attempt).step());
    return ours ? base::Status{} : base::fail(fenced());
}

base::Status RunQueue::finish(const Lease& lease) {
    JIM_TRY(connection_.run("DELETE FROM worker_task WHERE id = ? AND attempt = ?",
                            blobOf(lease.taskId), lease.attempt));
    return connection_.changes() == 1 ? base::Status{} : base::fail(fenced());
}

base::Result<std::vector<WorkerTask>> RunQueue::takeExpired(bool ofEverybody) {
    std::vector<WorkerTask> expired;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(expired,
                   select(connection_,
                          "WHERE status IN (1, 2) AND (?1 OR lease_until < ?2) ORDER BY queued",
                          ofEverybody, clock_.now().micros));
        for (auto& task : expired) {
            task.attempt += 1;
            JIM_TRY(connection_.run("UPDATE worker_task SET attempt = ?2 WHERE id = ?1",
                                    blobOf(task.id), task.attempt));
        }
        return {};
    }));
    return expired;
}

base::Result<std::optional<WorkerTask>> RunQueue::cancel(const base::Guid& id) {
    std::optional<WorkerTask> task;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(task, selectOne(connection_, "WHERE id = ?", blobOf(id)));
        if (!task) return {};
        const bool running = task->status == TaskStatus::Processing ||
                             task->status == TaskStatus::CancellationRequested;
        return running
                   ? connection_.run("UPDATE worker_task SET status = 2 WHERE id = ?", blobOf(id))
                   : connection_.run("DELETE FROM worker_task WHERE id = ?", blobOf(id));
    }));
    return task;
}

base::Result<identity::connector_space::PageOf<WorkerTask>> RunQueue::tasks(
    identity::connector_space::PageRequest page) {
    identity::connector_space::PageOf<WorkerTask> result;
    JIM_ASSIGN(result.totalCount, connection_.integer("SELECT COUNT(*) FROM worker_task"));
    JIM_ASSIGN(result.items, select(connection_, "ORDER BY queued DESC, id DESC LIMIT ? OFFSET ?",
                                    page.limit, page.offset));
    return result;
}

base::Result<std::optional<WorkerTask>> RunQueue::task(const base::Guid& id) {
    return selectOne(connection_, "WHERE id = ?", blobOf(id));
}

base::Result<std::optional<WorkerTask>> RunQueue::taskOfActivity(const base::Guid& activityId) {
    return selectOne(connection_, "WHERE activity_id = ?", blobOf(activityId));
}

base::Result<bool> RunQueue::isBusy(std::int32_t systemId) {
    JIM_ASSIGN(
        const auto count,
        connection_.integer("SELECT COUNT(*) FROM worker_task WHERE system_id = ?", systemId));
    return count > 0;
}

}  // namespace jim::store::sqlite
