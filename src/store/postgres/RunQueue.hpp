#pragma once

#include "store/RunQueue.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

/// The queue of any number of processes. All times are the database's, so that the clocks of hosts
/// need not agree. A change of the queue notifies the channel `jim_queue`.
///
/// A claim holds the turn of its system (`system_turn`): claims made at the same time pass by it
/// and take the next system's task. An index lets a system have one run, whatever happens.
///
/// A batch holds its task's row (`check`) until it has committed, and recovery passes over rows
/// that are held: either the batch is written before the run is taken away, or it is refused.
class RunQueue final : public store::RunQueue<transport::postgres::Connection> {
public:
    static constexpr const char* kChannel = "jim_queue";

    explicit RunQueue(transport::postgres::Connection& connection);

    [[nodiscard]] base::Result<std::optional<WorkerTask>> claim(
        const std::string& owner, std::chrono::microseconds lease) override;
    [[nodiscard]] base::Result<TaskStatus> renew(const Lease& lease,
                                                 std::chrono::microseconds duration) override;
    [[nodiscard]] base::Result<std::vector<WorkerTask>> takeExpired(bool ofEverybody) override;

private:
    [[nodiscard]] base::Status tell() override;
};

}  // namespace jim::store::postgres
