#pragma once

#include "foundation/base/Transactions.hpp"
#include "store/postgres/impl/Locks.hpp"
#include "store/postgres/impl/Statistics.hpp"
#include "transport/postgres/Connection.hpp"

#include <functional>
#include <string_view>

namespace jim::store::postgres {

/// One session at a time writes, or several that each write their own: what a batch has read stays
/// true until it has been written, as with the embedded database. The queue's own statements do not
/// wait for it.
class Transactions final : public base::Transactions {
public:
    Transactions(transport::postgres::Connection& connection, impl::Growth& growth)
        : connection_(connection), statistics_(connection, growth) {}

    [[nodiscard]] base::Status write(const std::function<base::Status()>& work) override {
        return writeHolding("SELECT pg_advisory_xact_lock(?)", work);
    }
    [[nodiscard]] base::Status writeOwn(const std::function<base::Status()>& work) override {
        return writeHolding("SELECT pg_advisory_xact_lock_shared(?)", work);
    }
    [[nodiscard]] base::Status read(const std::function<base::Status()>& work) override {
        return connection_.read(work);
    }

private:
    [[nodiscard]] base::Status writeHolding(std::string_view lock,
                                            const std::function<base::Status()>& work) {
        JIM_TRY(connection_.write([&]() -> base::Status {
            JIM_TRY(connection_.run(lock, impl::kWriterLock));
            return work();
        }));
        return statistics_.refreshWhenGrown();
    }

    transport::postgres::Connection& connection_;
    impl::Statistics statistics_;
};

}  // namespace jim::store::postgres
