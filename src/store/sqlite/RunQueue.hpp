#pragma once

#include "foundation/base/Clock.hpp"
#include "runs/run_queue/RunQueue.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

/// Times are the process's clock: an embedded database has one.
class RunQueue final : public runs::run_queue::RunQueue {
public:
    using WorkerTask = runs::run_queue::WorkerTask;
    using TaskStatus = runs::run_queue::TaskStatus;
    using Lease = runs::run_queue::Lease;

    RunQueue(transport::sqlite::Connection& connection, const base::Clock& clock)
        : connection_(connection), clock_(clock) {}

    [[nodiscard]] base::Status enqueue(const WorkerTask& task) override;
    [[nodiscard]] base::Result<std::optional<WorkerTask>> claim(
        const std::string& owner, std::chrono::microseconds lease) override;
    [[nodiscard]] base::Result<TaskStatus> renew(const Lease& lease,
                                                 std::chrono::microseconds duration) override;
    [[nodiscard]] base::Status check(const Lease& lease) override;
    [[nodiscard]] base::Status finish(const Lease& lease) override;
    [[nodiscard]] base::Result<std::optional<WorkerTask>> handBack(const Lease& lease) override;
    [[nodiscard]] base::Result<std::vector<WorkerTask>> takeExpired(bool ofEverybody) override;
    [[nodiscard]] base::Result<bool> change(const base::Guid& id, TaskStatus from,
                                            TaskStatus to) override;
    [[nodiscard]] base::Result<std::optional<WorkerTask>> cancel(const base::Guid& id) override;

private:
    transport::sqlite::Connection& connection_;
    const base::Clock& clock_;
};

}  // namespace jim::store::sqlite
