#pragma once

#include "runs/run_queue/RunQueue.hpp"
#include "store/Rows.hpp"

#include <fmt/format.h>

namespace jim::store {

/// The columns of `worker_task`, as `taskOf` reads them.
constexpr const char* kTaskColumns =
    "id, name, queued, status, system_id, run_profile_id, activity_id, allow_deletions, "
    "initiator_type, initiator_id, initiator_name, attempt, lease_owner, lease_until, priority, "
    "restart";

[[nodiscard]] runs::run_queue::WorkerTask taskOf(const auto& row) {
    runs::run_queue::WorkerTask task;
    task.id = guidOf(row, 0);
    task.name = textOf(row, 1);
    task.queued = {row.integer(2)};
    task.status = row.template as<runs::run_queue::TaskStatus>(3);
    task.systemId = row.template as<std::int32_t>(4);
    task.runProfileId = row.template as<std::int32_t>(5);
    task.activityId = guidOf(row, 6);
    task.allowDeletions = row.template as<bool>(7);
    task.initiator = {row.template as<runs::activity::InitiatorType>(8), optionalGuid(row, 9),
                      textOf(row, 10)};
    task.attempt = row.template as<std::int32_t>(11);
    task.leaseOwner = textOf(row, 12);
    task.leaseUntil = optionalTime(row, 13);
    task.priority = row.template as<runs::run_queue::TaskPriority>(14);
    task.restart = row.template as<std::int32_t>(15);
    return task;
}

/// The tasks that a statement gives whose columns are kTaskColumns.
template <class... T>
[[nodiscard]] base::Result<std::vector<runs::run_queue::WorkerTask>> tasksBy(auto& connection,
                                                                             std::string_view sql,
                                                                             const T&... values) {
    std::vector<runs::run_queue::WorkerTask> tasks;
    JIM_ASSIGN(auto rows, connection.prepare(sql));
    rows.bindAll(values...);
    JIM_TRY(eachRow(rows, [&](const auto& row) { tasks.push_back(taskOf(row)); }));
    return tasks;
}

/// The first of them.
template <class... T>
[[nodiscard]] base::Result<std::optional<runs::run_queue::WorkerTask>> taskBy(auto& connection,
                                                                              std::string_view sql,
                                                                              const T&... values) {
    JIM_ASSIGN(auto tasks, tasksBy(connection, sql, values...));
    if (tasks.empty()) return std::optional<runs::run_queue::WorkerTask>{};
    return std::optional{std::move(tasks.front())};
}

/// `SELECT ... FROM worker_task` and what follows.
[[nodiscard]] inline std::string selectTasks(std::string_view rest) {
    return fmt::format("SELECT {} FROM worker_task {}", kTaskColumns, rest);
}

template <class Connection>
class RunQueueQueries final : public runs::run_queue::RunQueueQueries {
public:
    using WorkerTask = runs::run_queue::WorkerTask;

    explicit RunQueueQueries(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<identity::connector_space::PageOf<WorkerTask>> tasks(
        identity::connector_space::PageRequest page) override {
        identity::connector_space::PageOf<WorkerTask> result;
        JIM_ASSIGN(result.totalCount, connection_.integer("SELECT COUNT(*) FROM worker_task"));
        JIM_ASSIGN(
            result.items,
            tasksBy(connection_, selectTasks("ORDER BY queued DESC, id DESC LIMIT ? OFFSET ?"),
                    page.limit, page.offset));
        return result;
    }
    [[nodiscard]] base::Result<std::optional<WorkerTask>> task(const base::Guid& id) override {
        return taskBy(connection_, selectTasks("WHERE id = ?"), bytesOf(id));
    }
    [[nodiscard]] base::Result<std::optional<WorkerTask>> taskOfActivity(
        const base::Guid& activityId) override {
        return taskBy(connection_, selectTasks("WHERE activity_id = ?"), bytesOf(activityId));
    }
    [[nodiscard]] base::Result<bool> isBusy(std::int32_t systemId) override {
        JIM_ASSIGN(
            const auto count,
            connection_.integer("SELECT COUNT(*) FROM worker_task WHERE system_id = ?", systemId));
        return count > 0;
    }
    [[nodiscard]] base::Result<std::optional<std::int64_t>> latestAcrossSystems(
        std::int64_t sinceActivity) override {
        // All but imports and exports. One statement, so that both are of the same moment.
        JIM_ASSIGN(
            const auto latest,
            connection_.integer(
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM worker_task t JOIN activity a ON "
                "a.id = t.activity_id WHERE a.run_type IS NULL OR a.run_type NOT IN (1, 2, 5)) "
                "THEN -1 ELSE (SELECT COALESCE(MAX(number), 0) FROM activity WHERE number > ? AND "
                "(run_type IS NULL OR run_type NOT IN (1, 2, 5))) END",
                sinceActivity));
        return latest < 0 ? std::nullopt : std::optional{latest};
    }

private:
    Connection& connection_;
};

}  // namespace jim::store
