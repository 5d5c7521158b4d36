#include "servers/PostgresServer.hpp"
#include "transport/postgres/Listener.hpp"
#include "transport/postgres/Pool.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace jim::transport::postgres {
namespace {

using namespace std::chrono_literals;

std::int64_t backendOf(const Pool::Lent& connection) {
    return connection->integer("SELECT pg_backend_pid()").value();
}

class PoolPgTest : public testing::Test {
protected:
    /// They have ended when this returns.
    void endAllConnections() {
        servers::postgresServer().execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '" +
            database_.name() + "'");
    }

    servers::ScratchDatabase database_;
    base::ManualClock clock_;
    Pool pool_{database_.options(), {.most = 2, .wait = 0s, .trust = 30s}, clock_};
};

TEST_F(PoolPgTest, LendsWhatCameBackAndNoMoreThanItsLimit) {
    std::int64_t backend = 0;
    {
        const auto first = pool_.lend();
        ASSERT_TRUE(first);
        backend = backendOf(*first);
    }
    const auto again = pool_.lend();
    EXPECT_EQ(backendOf(*again), backend);
    const auto second = pool_.lend();
    ASSERT_TRUE(second);
    EXPECT_NE(backendOf(*second), backend);
    const auto third = pool_.lend();
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().kind, base::ErrorKind::Unavailable);
    EXPECT_THAT(third.error().message, testing::HasSubstr("JIM_DB_MAX_POOL_SIZE"));
}

TEST_F(PoolPgTest, WaitsForOneThatComesBack) {
    Pool patient{database_.options(), {.most = 1, .wait = 60s, .trust = 30s}, clock_};
    auto held = std::make_unique<Pool::Lent>(patient.lend().value());
    std::thread giver{[&] { held.reset(); }};
    EXPECT_TRUE(patient.lend());
    giver.join();
}

TEST_F(PoolPgTest, LooksAtOneThatWasIdleForLongBeforeItIsLent) {
    {
        const auto first = pool_.lend();
        ASSERT_TRUE(first);
    }
    endAllConnections();
    clock_.advance(31s);
    const auto again = pool_.lend();
    ASSERT_TRUE(again);
    EXPECT_TRUE((*again)->script("SELECT 1"));
}

TEST_F(PoolPgTest, ABrokenOneFreesItsPlace) {
    {
        const auto first = pool_.lend();
        // Outside a transaction it would connect anew instead.
        EXPECT_FALSE((*first)->write([&] {
            endAllConnections();
            return (*first)->script("SELECT 1");
        }));
        EXPECT_FALSE((*first)->isUsable());
    }
    const auto a = pool_.lend();
    const auto b = pool_.lend();
    EXPECT_TRUE(a && b);
}

TEST_F(PoolPgTest, SurvivesARestartOfTheServer) {
    const auto held = pool_.lend();
    ASSERT_TRUE((*held)->script("SELECT 1"));
    servers::postgresServer().restart();
    const auto revived = (*held)->script("SELECT 1");
    EXPECT_TRUE(revived) << revived.error().message << revived.error().detail;
}

TEST_F(PoolPgTest, AListenerIsWokenByANotification) {
    const auto listener = Listener::open(database_.options(), "queue").value();
    EXPECT_FALSE(listener->wait(0ms).value());
    ASSERT_TRUE((*pool_.lend())->script("NOTIFY queue; NOTIFY other"));
    EXPECT_TRUE(listener->wait(60s).value());
    EXPECT_FALSE(listener->wait(0ms).value());
}

TEST_F(PoolPgTest, AListenerConnectsAnew) {
    const auto listener = Listener::open(database_.options(), "queue").value();
    servers::postgresServer().restart();
    while (listener->wait(60s)) {
    }
    EXPECT_FALSE(listener->wait(0ms).value());
    ASSERT_TRUE((*pool_.lend())->script("NOTIFY queue"));
    EXPECT_TRUE(listener->wait(60s).value());
}

}  // namespace
}  // namespace jim::transport::postgres
