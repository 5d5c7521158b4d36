#pragma once

#include "store/RunQueueQueries.hpp"

namespace jim::store {

/// What a worker that comes late is told.
[[nodiscard]] inline base::Error fenced() {
    return {base::ErrorKind::Fenced,
            "This run belongs to another worker now. Nothing was written.",
            {},
            {}};
}

/// Of the system `turn_of` the task that is its next: one look-up, however many are queued. What
/// follows SELECT.
constexpr std::string_view kNextOfSystem = R"sql(
    FROM worker_task AS queued WHERE queued.system_id = turn_of.system_id AND queued.status = 0
    ORDER BY queued.priority DESC, queued.queued, queued.id LIMIT 1)sql";

/// The systems without a run, each with its turn, `turn_of`, and the task that is its next, `next`,
/// in the order of claims. What follows SELECT; `systems` names where the two come from.
[[nodiscard]] inline std::string inOrderOfClaims(std::string_view systems) {
    return fmt::format(R"sql(
        FROM {} WHERE NOT EXISTS (SELECT 1 FROM worker_task AS busy
            WHERE busy.system_id = turn_of.system_id AND busy.status IN (1, 2, 4))
        ORDER BY next.priority DESC, turn_of.turn, next.queued, next.id)sql",
                       systems);
}

/// The turn of a system that has a claim now.
constexpr std::string_view kTakeTurn =
    "UPDATE system_turn SET turn = (SELECT max(turn) + 1 FROM system_turn) WHERE system_id =";

/// What ends a SELECT of rows that are to stay as they are until the transaction ends. Nothing
/// where one transaction writes at a time.
struct RowLocks {
    std::string_view kept;     ///< Nobody takes the row away; its lease may be renewed.
    std::string_view changed;  ///< We are going to change it.
};

/// What is the same in all databases. They differ in how claims that are made at the same time pass
/// by each other, in whose time it is, and in who is told of a change.
template <class Connection>
class RunQueue : public runs::run_queue::RunQueue {
public:
    using WorkerTask = runs::run_queue::WorkerTask;
    using TaskStatus = runs::run_queue::TaskStatus;
    using Lease = runs::run_queue::Lease;

    [[nodiscard]] base::Status enqueue(const WorkerTask& t) override {
        return change([&]() -> base::Status {
            JIM_TRY(connection_.run(
                "INSERT INTO worker_task VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bytesOf(t.id), t.name, t.queued.micros, t.status, t.systemId, t.runProfileId,
                bytesOf(t.activityId), t.allowDeletions, t.initiator.type, bytesOf(t.initiator.id),
                t.initiator.name, t.attempt, t.leaseOwner, micros(t.leaseUntil), t.priority,
                t.restart));
            return connection_.run(
                "INSERT INTO system_turn VALUES (?, 0) ON CONFLICT (system_id) DO NOTHING",
                t.systemId);
        });
    }

    [[nodiscard]] base::Status check(const Lease& lease) override {
        const auto sql =
            fmt::format("SELECT 1 FROM worker_task WHERE id = ? AND attempt = ? {}", locks_.kept);
        JIM_ASSIGN(auto row, connection_.prepare(sql));
        const auto id = bytesOf(lease.taskId);
        JIM_ASSIGN(const bool ours, row.bindAll(id, lease.attempt).step());
        return ours ? base::Status{} : base::fail(fenced());
    }

    [[nodiscard]] base::Status finish(const Lease& lease) override {
        return change([&]() -> base::Status {
            JIM_TRY(connection_.run("DELETE FROM worker_task WHERE id = ? AND attempt = ?",
                                    bytesOf(lease.taskId), lease.attempt));
            return connection_.changes() == 1 ? base::Status{} : base::fail(fenced());
        });
    }

    [[nodiscard]] base::Result<std::optional<WorkerTask>> handBack(const Lease& lease) override {
        static const std::string kAgain = fmt::format(
            "UPDATE worker_task SET status = 0, attempt = attempt + 1, lease_owner = '', "
            "lease_until = NULL WHERE id = ?1 AND attempt = ?2 AND status IN (1, 4) RETURNING {}",
            kTaskColumns);
        std::optional<WorkerTask> task;
        JIM_TRY(change([&]() -> base::Status {
            JIM_ASSIGN(task, taskBy(connection_, kAgain, bytesOf(lease.taskId), lease.attempt));
            return task ? base::Status{} : check(lease);
        }));
        return task;
    }

    [[nodiscard]] base::Result<bool> change(const base::Guid& id, TaskStatus from,
                                            TaskStatus to) override {
        bool changed = false;
        JIM_TRY(change([&]() -> base::Status {
            JIM_TRY(
                connection_.run("UPDATE worker_task SET status = ?3 WHERE id = ?1 AND status = ?2",
                                bytesOf(id), from, to));
            changed = connection_.changes() == 1;
            return {};
        }));
        return changed;
    }

    [[nodiscard]] base::Result<std::optional<WorkerTask>> cancel(const base::Guid& id) override {
        const auto sql = selectTasks(fmt::format("WHERE id = ? {}", locks_.changed));
        std::optional<WorkerTask> task;
        JIM_TRY(change([&]() -> base::Status {
            JIM_ASSIGN(task, taskBy(connection_, sql, bytesOf(id)));
            if (!task) return {};
            return isWithWorker(task->status)
                       ? connection_.run("UPDATE worker_task SET status = 2 WHERE id = ?",
                                         bytesOf(id))
                       : connection_.run("DELETE FROM worker_task WHERE id = ?", bytesOf(id));
        }));
        return task;
    }

protected:
    RunQueue(Connection& connection, RowLocks locks) : connection_(connection), locks_(locks) {}

    /// Within a transaction that changes the queue: whoever waits is to look when it commits.
    [[nodiscard]] virtual base::Status tell() { return {}; }

    Connection& connection_;

private:
    template <class Work>
    [[nodiscard]] base::Status change(const Work& work) {
        return connection_.atomically([&]() -> base::Status {
            JIM_TRY(work());
            return tell();
        });
    }

    const RowLocks locks_;
};

}  // namespace jim::store
