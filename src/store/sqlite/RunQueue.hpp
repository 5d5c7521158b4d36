#pragma once

#include "foundation/base/Clock.hpp"
#include "store/RunQueue.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

/// Times are the process's clock: an embedded database has one.
class RunQueue final : public store::RunQueue<transport::sqlite::Connection> {
public:
    RunQueue(transport::sqlite::Connection& connection, const base::Clock& clock)
        : store::RunQueue<transport::sqlite::Connection>{connection, {}}, clock_(clock) {}

    [[nodiscard]] base::Result<std::optional<WorkerTask>> claim(
        const std::string& owner, std::chrono::microseconds lease) override;
    [[nodiscard]] base::Result<TaskStatus> renew(const Lease& lease,
                                                 std::chrono::microseconds duration) override;
    [[nodiscard]] base::Result<std::vector<WorkerTask>> takeExpired(bool ofEverybody) override;

private:
    const base::Clock& clock_;
};

}  // namespace jim::store::sqlite
