#include "progress/Publisher.hpp"
#include "progress/SnapshotReading.hpp"
#include "progress/redis/test/RunningStore.hpp"

#include <set>

namespace jim::progress::redis {
namespace {

/// Two workers and a reader are three processes that share nothing but a Redis.
class WorkerDeathRedisTests : public testing::Test {
protected:
    WorkerDeathRedisTests() {
        identity_.activityId = base::newGuid(clock_.now());
        identity_.attempt = 1;
        identity_.runType = "FullImport";
        identity_.worker = "one:1";
    }

    ReadDocument read() {
        return readSnapshot(*reader_.store().get(identity_.activityId).value(), clock_.now());
    }
    void pass(Publisher& publisher, std::chrono::microseconds time) {
        clock_.advance(time);
        publisher.publishDue();
    }

    base::ManualClock clock_;
    RunIdentity identity_;
    const std::string prefix_ = newPrefix();
    RunningStore first_{patientOptions(sharedServer()), {.ttl = 600s, .keyPrefix = prefix_}};
    RunningStore second_{patientOptions(sharedServer()), {.ttl = 600s, .keyPrefix = prefix_}};
    RunningStore reader_{patientOptions(sharedServer()), {.ttl = 600s, .keyPrefix = prefix_}};
};

TEST_F(WorkerDeathRedisTests, ASilentWorkerIsLostWithinFiveSecondsForEveryReader) {
    Publisher publisher{first_.store(), clock_};
    auto run = publisher.begin(identity_);
    pass(publisher, 1s);
    EXPECT_FALSE(read().workerLost);
    run.reset();  // As if the process had died: nobody ends the run, and the heartbeat stops.
    pass(publisher, 2s);
    EXPECT_FALSE(read().workerLost);
    clock_.advance(2s);
    const auto lost = read();
    EXPECT_TRUE(lost.workerLost);
    EXPECT_FALSE(lost.terminal);
    EXPECT_NE(lost.document.find(R"("state":"worker_lost")"), std::string::npos);
}

TEST_F(WorkerDeathRedisTests, RecoveryByAnotherProcessEndsItAndTheDeadWorkersLateWriteIsRefused) {
    Publisher dead{first_.store(), clock_};
    const auto run = dead.begin(identity_);
    run->advance(7);
    pass(dead, 1s);
    clock_.advance(30s);

    std::vector<bool> told;
    const auto subscription = reader_.store().subscribe(
        [&](const SnapshotPtr& snapshot) { told.push_back(snapshot->terminal); });
    Publisher recovery{second_.store(), clock_};
    auto raised = identity_;
    raised.attempt = 2;
    LastKnown known;
    known.counts.objects.created = 5;
    recovery.lost(raised, known);
    recovery.publishDue();
    const auto end = read();
    EXPECT_TRUE(end.terminal);
    EXPECT_FALSE(end.workerLost);
    EXPECT_NE(end.document.find(R"("lastKnown":true)"), std::string::npos);
    EXPECT_NE(end.document.find(R"("createdCount":5)"), std::string::npos);

    run->advance(100);
    pass(dead, 1s);
    dead.finish(*run, {});
    dead.publishDue();
    EXPECT_GE(dead.stats().refused, 1U);
    EXPECT_EQ(read().etag, end.etag);
    ASSERT_TRUE(reader_.store().settle());
    EXPECT_EQ(told.back(), true);
    EXPECT_LE(told.size(), 2U);
}

TEST_F(WorkerDeathRedisTests, APublisherThatComesAnewGoesOnWhereTheLastOneStopped) {
    Publisher before{first_.store(), clock_};
    const auto run = before.begin(identity_);
    for (int i = 0; i < 5; ++i) {
        run->advance();
        pass(before, 1s);
    }
    const auto revision = reader_.store().get(identity_.activityId).value()->revision;
    Publisher after{second_.store(), clock_};
    auto claimed = identity_;
    claimed.attempt = 2;
    const auto again = after.begin(claimed);
    pass(after, 1s);
    const auto shown = reader_.store().get(identity_.activityId).value();
    EXPECT_EQ(shown->attempt, 2);
    EXPECT_LT(shown->revision, revision);
}

/// A reader that comes back after Redis was away is told of the end that it missed.
TEST_F(WorkerDeathRedisTests, AnEndThatWasPublishedWhileASubscriptionWasCutIsStillTold) {
    servers::RedisServer server;
    RunningStore writer{patientOptions(server)};
    RunningStore reader{patientOptions(server)};
    std::mutex mutex;
    std::condition_variable told;
    std::set<std::int64_t> revisions;
    const auto subscription = reader.store().subscribe([&](const SnapshotPtr& snapshot) {
        const std::scoped_lock lock{mutex};
        revisions.insert(snapshot->revision);
        told.notify_all();
    });
    const auto id = newId();
    const auto sees = [&](std::int64_t revision) {
        std::unique_lock lock{mutex};
        return told.wait_for(lock, 10s, [&] { return revisions.contains(revision); });
    };
    ASSERT_TRUE(writer.store().update(snapshotOf(id, 1, 1), {}));
    ASSERT_TRUE(sees(1));
    // Nobody is told of this one: it was published while nobody listened.
    server.ask({"SET", "progress:" + base::toText(id), snapshotOf(id, 1, 2, true).document});
    server.ask({"CLIENT", "KILL", "TYPE", "pubsub"});
    EXPECT_TRUE(sees(2));
}

}  // namespace
}  // namespace jim::progress::redis
