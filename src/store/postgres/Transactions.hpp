#pragma once

#include "foundation/base/Transactions.hpp"
#include "store/postgres/impl/Locks.hpp"
#include "store/postgres/impl/Statistics.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

/// One session at a time writes: what a batch has read stays true until it has been written, as
/// with the embedded database. The queue's own statements do not wait for it.
class Transactions final : public base::Transactions {
public:
    explicit Transactions(transport::postgres::Connection& connection)
        : connection_(connection), statistics_(connection) {}

    [[nodiscard]] base::Status write(const std::function<base::Status()>& work) override {
        JIM_TRY(connection_.write([&]() -> base::Status {
            JIM_TRY(connection_.run("SELECT pg_advisory_xact_lock(?)", impl::kWriterLock));
            return work();
        }));
        return statistics_.refreshWhenGrown();
    }
    [[nodiscard]] base::Status read(const std::function<base::Status()>& work) override {
        return connection_.read(work);
    }

private:
    transport::postgres::Connection& connection_;
    impl::Statistics statistics_;
};

}  // namespace jim::store::postgres
