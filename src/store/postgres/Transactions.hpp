#pragma once

#include "foundation/base/Transactions.hpp"
#include "store/postgres/impl/Locks.hpp"
#include "store/postgres/impl/Statistics.hpp"
#include "transport/postgres/Connection.hpp"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>

namespace jim::store::postgres {

/// One session at a time writes, or several that each write their own: what a batch has read stays
/// true until it has been written, as with the embedded database. The queue's own statements do not
/// wait for it.
///
/// A session that writes a part of what another one writes holds a lock of its own, for which
/// everybody waits who has come to write: if the other session is lost, so is the lock that it had,
/// and the part may still be under way.
class Transactions final : public base::Transactions {
public:
    Transactions(transport::postgres::Connection& connection, impl::Growth& growth)
        : connection_(connection), statistics_(connection, growth) {}

    [[nodiscard]] base::Status write(const std::function<base::Status()>& work) override {
        return writeAfterParts("", work);
    }
    [[nodiscard]] base::Status writeOwn(const std::function<base::Status()>& work) override {
        return writeAfterParts("_shared", work);
    }
    [[nodiscard]] base::Status writePart(const std::function<base::Status()>& work) override {
        return writeHolding(locking("", impl::kPartLock), work);
    }
    [[nodiscard]] base::Status writeOwnPart(const std::function<base::Status()>& work) override {
        return writeHolding(locking("_shared", impl::kPartLock), work);
    }
    [[nodiscard]] base::Status read(const std::function<base::Status()>& work) override {
        return connection_.read(work);
    }

private:
    [[nodiscard]] static std::string locking(std::string_view mode, std::int64_t lock) {
        return fmt::format("SELECT pg_advisory_xact_lock{}({})", mode, lock);
    }
    /// Whoever goes back to a savepoint gives up the locks that have been taken since.
    [[nodiscard]] base::Status writeAfterParts(std::string_view mode,
                                               const std::function<base::Status()>& work) {
        return writeHolding(
            fmt::format("{}; SAVEPOINT parts; {}; ROLLBACK TO SAVEPOINT parts; "
                        "RELEASE SAVEPOINT parts",
                        locking(mode, impl::kWriterLock), locking(mode, impl::kPartLock)),
            work);
    }
    [[nodiscard]] base::Status writeHolding(const std::string& locks,
                                            const std::function<base::Status()>& work) {
        JIM_TRY(connection_.write([&]() -> base::Status {
            JIM_TRY(connection_.script(locks));
            return work();
        }));
        return statistics_.refreshWhenGrown();
    }

    transport::postgres::Connection& connection_;
    impl::Statistics statistics_;
};

}  // namespace jim::store::postgres
