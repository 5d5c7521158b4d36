#pragma once

#include "runs/run_queue/RunQueue.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

/// The queue of any number of processes. All times are the database's, so that the clocks of hosts
/// need not agree. A change of the queue notifies the channel `jim_queue`.
///
/// A batch holds its task's row (`check`) until it has committed, and recovery passes over rows
/// that are held: either the batch is written before the run is taken away, or it is refused.
class RunQueue final : public runs::run_queue::RunQueue {
public:
    using WorkerTask = runs::run_queue::WorkerTask;
    using TaskStatus = runs::run_queue::TaskStatus;
    using Lease = runs::run_queue::Lease;

    static constexpr const char* kChannel = "jim_queue";

    explicit RunQueue(transport::postgres::Connection& connection) : connection_(connection) {}

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
    [[nodiscard]] base::Status notify();

    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres
