#include "store/postgres/impl/Locks.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

#include <gtest/gtest.h>

namespace jim::store::postgres {
namespace {

using transport::postgres::Connection;

/// Who may write while somebody else does.
class WritersPgTest : public testing::Test {
protected:
    /// Whether a transaction of its own could take the lock of writers at this moment.
    [[nodiscard]] bool isFree(std::string_view question) {
        return other_->integer(question, impl::kWriterLock).value() == 1;
    }
    [[nodiscard]] bool isFreeForOwn() {
        return isFree("SELECT pg_try_advisory_xact_lock_shared(?)::integer");
    }
    [[nodiscard]] bool isFreeForAll() {
        return isFree("SELECT pg_try_advisory_xact_lock(?)::integer");
    }

    servers::ScratchDatabase database_{preparedDatabase()};
    base::ManualClock clock_;
    std::unique_ptr<SessionFactory> factory_ = openFactory(database_.options(), clock_);
    std::unique_ptr<Connection> other_ = Connection::open(database_.options()).value();
};

TEST_F(WritersPgTest, WhatWritesItsOwnLetsOthersWriteTheirs) {
    const auto one = factory_->open().value();
    const auto two = factory_->open().value();
    const auto nothing = []() -> base::Status { return {}; };
    const auto written = one->transactions().writeOwn([&]() -> base::Status {
        EXPECT_TRUE(isFreeForOwn());
        EXPECT_FALSE(isFreeForAll());
        return two->transactions().writeOwn(nothing);
    });
    EXPECT_TRUE(written);
    EXPECT_TRUE(isFreeForAll());
}

TEST_F(WritersPgTest, NobodyWritesBesideOneWhoMayWriteAll) {
    const auto session = factory_->open().value();
    EXPECT_TRUE(session->transactions().write([&]() -> base::Status {
        EXPECT_FALSE(isFreeForOwn());
        EXPECT_FALSE(isFreeForAll());
        return {};
    }));
    EXPECT_TRUE(isFreeForAll());
}

}  // namespace
}  // namespace jim::store::postgres
