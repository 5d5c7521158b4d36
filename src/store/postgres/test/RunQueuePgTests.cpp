#include "store/postgres/RunQueue.hpp"
#include "store/postgres/test/PostgresBackend.hpp"
#include "transport/postgres/Listener.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace jim::store::postgres {
namespace {

using namespace std::chrono_literals;
using base::ErrorKind;
using runs::run_queue::Lease;
using runs::run_queue::WorkerTask;

class RunQueuePgTest : public testing::Test {
protected:
    RunQueuePgTest() { enqueue(1); }
    void enqueue(std::int32_t systemId) {
        WorkerTask task;
        task.id = base::newGuid(clock_.now());
        task.activityId = base::newGuid(clock_.now());
        task.systemId = systemId;
        EXPECT_TRUE(worker_->queue().enqueue(task));
    }
    Lease claim(std::chrono::microseconds lease) {
        const auto task = worker_->queue().claim("host:1", lease).value();
        return {task->id, task->attempt};
    }

    base::ManualClock clock_;
    servers::ScratchDatabase database_{preparedDatabase()};
    std::unique_ptr<SessionFactory> factory_ = openFactory(database_.options(), clock_);
    std::unique_ptr<runs::run_profile::Session> worker_ = factory_->open().value();
    std::unique_ptr<runs::run_profile::Session> keeper_ = factory_->open().value();
};

TEST_F(RunQueuePgTest, RecoveryPassesOverABatchThatIsBeingWritten) {
    const Lease lease = claim(-1s);
    const auto batch = worker_->transactions().write([&]() -> base::Status {
        JIM_TRY(worker_->queue().check(lease));
        EXPECT_TRUE(keeper_->queue().takeExpired(false).value().empty());
        return worker_->serviceSettings().set("written", "in time");
    });
    EXPECT_TRUE(batch);
    EXPECT_EQ(keeper_->queue().takeExpired(false).value().size(), 1U);
    EXPECT_EQ(worker_->queue().check(lease).error().kind, ErrorKind::Fenced);
}

TEST_F(RunQueuePgTest, ALeaseIsRenewedWhileABatchIsBeingWritten) {
    const Lease lease = claim(-1s);
    ASSERT_TRUE(worker_->transactions().write([&]() -> base::Status {
        JIM_TRY(worker_->queue().check(lease));
        EXPECT_TRUE(keeper_->queue().renew(lease, 60s));
        return {};
    }));
    EXPECT_TRUE(keeper_->queue().takeExpired(false).value().empty());
}

TEST_F(RunQueuePgTest, TheDatabasesClockDecidesNotTheHosts) {
    (void)claim(60s);
    clock_.advance(24h);
    EXPECT_TRUE(keeper_->queue().takeExpired(false).value().empty());
}

TEST_F(RunQueuePgTest, AProcessThatStandsStillInATransactionLosesIt) {
    auto options = database_.options();
    options.idleInTransaction = 1s;
    const auto impatient = openFactory(options, clock_);
    const auto paused = impatient->open().value();
    const Lease lease = claim(-1s);
    const auto batch = paused->transactions().write([&]() -> base::Status {
        JIM_TRY(paused->queue().check(lease));
        JIM_TRY(paused->serviceSettings().set("written", "too late"));
        // Waits for the writer's lock, which is free when the server has ended the transaction.
        return keeper_->transactions().write([] { return base::Status{}; });
    });
    EXPECT_FALSE(batch);
    EXPECT_EQ(keeper_->queue().takeExpired(false).value().size(), 1U);
    EXPECT_TRUE(keeper_->serviceSettings().overridden().value().empty());
}

TEST_F(RunQueuePgTest, AClaimPassesBySystemsThatAnotherClaimHasInHand) {
    enqueue(1);
    enqueue(2);
    ASSERT_TRUE(worker_->transactions().write([&]() -> base::Status {
        JIM_ASSIGN(const auto first, worker_->queue().claim("host:1", 60s));
        EXPECT_EQ(keeper_->queue().claim("host:2", 60s).value()->systemId, 3 - first->systemId);
        EXPECT_FALSE(keeper_->queue().claim("host:2", 60s).value());
        return {};
    }));
}

TEST_F(RunQueuePgTest, AClaimReadsAsFewTasksHoweverManyAreQueued) {
    ASSERT_TRUE(worker_->transactions().write([&]() -> base::Status {
        for (int i = 0; i < 1000; ++i) enqueue(i % 4);
        return {};
    }));
    const auto connection = transport::postgres::Connection::open(database_.options()).value();
    RunQueue queue{*connection};
    const auto read = [&] {
        return connection
            ->integer(
                "SELECT (seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint FROM "
                "pg_stat_xact_user_tables WHERE relname = 'worker_task'")
            .value();
    };
    ASSERT_TRUE(connection->write([&]() -> base::Status {
        for (int i = 0; i < 4; ++i) {
            const auto before = read();
            EXPECT_TRUE(queue.claim("host:1", 60s).value());
            EXPECT_LT(read() - before, 20) << i;
        }
        return {};
    }));
}

TEST_F(RunQueuePgTest, AChangeOfTheQueueIsNotified) {
    const auto listener =
        transport::postgres::Listener::open(database_.options(), RunQueue::kChannel).value();
    const Lease lease = claim(60s);
    EXPECT_TRUE(worker_->queue().finish(lease));
    EXPECT_TRUE(listener->wait(60s).value());
}

TEST_F(RunQueuePgTest, OneSessionWritesAtATime) {
    // What the first has read is still true when it writes: the second waits for its commit.
    std::jthread second;
    ASSERT_TRUE(worker_->transactions().write([&]() -> base::Status {
        JIM_ASSIGN(const auto before, worker_->serviceSettings().overridden());
        EXPECT_TRUE(before.empty());
        second = std::jthread{[&] {
            EXPECT_TRUE(keeper_->transactions().write([&]() -> base::Status {
                JIM_ASSIGN(const auto seen, keeper_->serviceSettings().overridden());
                EXPECT_EQ(seen.size(), 1U);
                return {};
            }));
        }};
        return worker_->serviceSettings().set("a", "1");
    }));
}

}  // namespace
}  // namespace jim::store::postgres
