#include "store/postgres/test/RunBesidePgTest.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace jim::store::postgres {
namespace {

using runs::run_profile::BatchRecord;
using runs::run_profile::DecidedBatch;
using Work = std::function<base::Status(RunSession&)>;

base::Status fails(RunSession& /*session*/) {
    return base::fail(base::external("It failed."));
}

/// A batch of one object, which is new.
struct OneObject {
    std::int64_t id = 0;
    Work write = [](RunSession&) { return base::Status{}; };
    std::function<void()> decide = [] {};
    std::function<base::Status(RunSession&, BatchRecord&)> finish = {};
    bool touchesOthers = false;
};

/// Batches of a run that are written in pairs, the first of two by somebody beside it.
class BatchesInPairsPgTest : public RunBesidePgTest {
protected:
    using RunBesidePgTest::RunBesidePgTest;

    base::Status write(const std::vector<OneObject>& batches) {
        std::size_t next = 0;
        const auto decide = [&] { return decided(batches[next++]); };
        while (next < batches.size()) {
            const bool two = context_->batches().writesInPairs();
            JIM_TRY(context_->batches().writeBatches(decide,
                                                     [&] { return two && next < batches.size(); }));
        }
        return {};
    }
    /// Two, where the first comes to its end when the second has nothing more to write.
    base::Status writeTogether(const Work& endOfFirst) {
        std::latch secondIsWritten{1};
        OneObject first{1};
        first.write = [&](RunSession& session) -> base::Status {
            secondIsWritten.wait();
            return endOfFirst(session);
        };
        OneObject second{2};
        second.write = [&](auto&) -> base::Status {
            secondIsWritten.count_down();
            return {};
        };
        return write({first, second});
    }
    DecidedBatch decided(const OneObject& batch) {
        batch.decide();
        const auto name = "e" + std::to_string(batch.id);
        runs::activity::ExecutionItem item;
        item.externalId = name;
        context_->record(std::move(item));
        context_->processed(1);
        return {[&batch, name](RunSession& session, BatchRecord&) -> base::Status {
                    identity::connector_space::ConnectorSpaceChanges changes;
                    changes.inserted.push_back(cso(batch.id, name));
                    JIM_TRY(session.connectorSpace().apply(changes));
                    return batch.write(session);
                },
                batch.finish, [this] { context_->advance(1); }, batch.touchesOthers};
    }

    [[nodiscard]] static std::vector<std::string> namesIn(RunSession& session) {
        std::vector<std::string> names;
        EXPECT_TRUE(session.connectorSpace().forEachKnown(
            kSystem, [&](const auto& known) { names.emplace_back(known.externalId); }));
        return names;
    }
    /// Objects that are stored, with as many items, one number after the other, and what the run's
    /// position and progress say of them.
    void expectStored(const std::vector<std::string>& names, std::size_t moreItems = 0) {
        const auto other = factory_->open().value();
        EXPECT_THAT(namesIn(*other), testing::UnorderedElementsAreArray(names));
        const auto items = other->activityQueries().items(number_, {}, {0, 50}).value().items;
        const auto count = static_cast<std::int64_t>(names.size());
        EXPECT_EQ(items.size(), names.size() + moreItems);
        std::int64_t sequence = 0;
        for (const auto& item : items) EXPECT_EQ(item.sequence, ++sequence);
        const auto position = other->activities().position(number_).value();
        EXPECT_EQ(position ? position->processed : 0, count);
        EXPECT_EQ(position ? position->items : 0, sequence);
        EXPECT_EQ(shown(), count);
    }
    /// Objects of the phase that are done with, for whoever looks on.
    [[nodiscard]] std::int64_t shown() const {
        std::int64_t sum = 0;
        for (const auto& phase : progress_.phases()) sum += phase.processed;
        return sum;
    }
};

TEST_F(BatchesInPairsPgTest, BothAreWritten) {
    ASSERT_TRUE(write({{1}, {2}, {3}, {4}}));
    expectStored({"e1", "e2", "e3", "e4"});
    EXPECT_EQ(beside_.started, 2);
}

TEST_F(BatchesInPairsPgTest, TheLastOfAnOddNumberIsWrittenByTheRunItself) {
    ASSERT_TRUE(write({{1}, {2}, {3}}));
    expectStored({"e1", "e2", "e3"});
    EXPECT_EQ(beside_.started, 1);
}

TEST_F(BatchesInPairsPgTest, TheSecondIsCommittedAfterTheFirst) {
    ASSERT_TRUE(writeTogether([](auto&) { return base::Status{}; }));
    expectStored({"e1", "e2"});
}

TEST_F(BatchesInPairsPgTest, NothingOfTheSecondIsWrittenWhenTheFirstFailsAfterIt) {
    const auto result = writeTogether(fails);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "It failed.");
    expectStored({});
}

TEST_F(BatchesInPairsPgTest, TheFirstIsWrittenWhenTheSecondFails) {
    EXPECT_FALSE(write({{1}, {2, fails}}));
    expectStored({"e1"});
}

TEST_F(BatchesInPairsPgTest, OfTwoErrorsTheFirstIsTold) {
    const auto result =
        write({{1, fails},
               {2, [](auto&) -> base::Status { return base::fail(base::external("And this.")); }}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "It failed.");
    expectStored({});
}

TEST_F(BatchesInPairsPgTest, WhoHasLostTheLeaseWritesNeither) {
    ASSERT_EQ(session_->queue().takeExpired(false)->size(), 1U);
    const auto result = write({{1}, {2}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Fenced);
    expectStored({});
}

TEST_F(BatchesInPairsPgTest, WhatIsDecidedUponSeesTheFirstOnlyWhenItHasWaited) {
    std::latch decided{1};
    OneObject first{1};
    first.write = [&](auto&) -> base::Status {
        decided.wait();
        return {};
    };
    OneObject second{2};
    second.decide = [&] {
        EXPECT_TRUE(context_->batches().hasAhead());
        EXPECT_THAT(namesIn(*session_), testing::IsEmpty());
        decided.count_down();
        ASSERT_TRUE(context_->batches().settle());
        EXPECT_FALSE(context_->batches().hasAhead());
        EXPECT_THAT(namesIn(*session_), testing::ElementsAre("e1"));
    };
    ASSERT_TRUE(write({first, second}));
    expectStored({"e1", "e2"});
}

TEST_F(BatchesInPairsPgTest, WhatTouchesOthersIsWrittenByItself) {
    OneObject second{2};
    second.touchesOthers = true;
    second.write = [&](RunSession& session) -> base::Status {
        EXPECT_THAT(namesIn(session), testing::UnorderedElementsAre("e1", "e2"));
        return {};
    };
    ASSERT_TRUE(write({{1}, second}));
    EXPECT_EQ(beside_.started, 1);
    OneObject third{3};
    third.touchesOthers = true;
    ASSERT_TRUE(write({third, {4}}));
    EXPECT_EQ(beside_.started, 1);
    expectStored({"e1", "e2", "e3", "e4"});
}

TEST_F(BatchesInPairsPgTest, WhatIsFinishedComesAfterTheFirstAndItsItemsToo) {
    const auto finish = [](RunSession& session, BatchRecord& record) -> base::Status {
        for (const auto& name : namesIn(session)) {
            record.items.emplace_back().externalId = "seen " + name;
        }
        return {};
    };
    OneObject first{1};
    first.finish = finish;
    OneObject second{2};
    second.finish = finish;
    ASSERT_TRUE(write({first, second}));
    expectStored({"e1", "e2"}, 1 + 2);
}

TEST_F(BatchesInPairsPgTest, WhereNobodyIsFreeTheyAreWrittenOneAfterTheOther) {
    beside_.isAway = true;
    OneObject second{2};
    second.decide = [&] {
        EXPECT_FALSE(context_->batches().hasAhead());
        EXPECT_EQ(shown(), 1);
    };
    ASSERT_TRUE(write({{1}, second}));
    expectStored({"e1", "e2"});
    EXPECT_EQ(beside_.started, 0);
}

TEST_F(BatchesInPairsPgTest, WhereTheOtherSessionIsLostTheRunWritesByItself) {
    OneObject first{1};
    first.decide = [&] {
        servers::postgresServer().execute("ALTER DATABASE " + database_.name() +
                                          " ALLOW_CONNECTIONS false");
        endIdleSessions();
    };
    EXPECT_TRUE(write({first, {2}}));
    servers::postgresServer().execute("ALTER DATABASE " + database_.name() +
                                      " ALLOW_CONNECTIONS true");
    EXPECT_EQ(beside_.started, 1);
    expectStored({"e1", "e2"});
}

TEST_F(BatchesInPairsPgTest, WhoWaitsForTheFirstGivesSignsOfLife) {
    ASSERT_TRUE(writeTogether([&](auto&) -> base::Status {
        // Of the session that waits, which is later than this one's: otherwise the server ends it.
        const auto lastSign = [&] {
            return ask(
                "SELECT max((extract(epoch FROM state_change) * 1e6)::bigint) FROM "
                "pg_stat_activity WHERE datname = current_database() AND state IN ('active', "
                "'idle in transaction') AND pid <> pg_backend_pid() AND ?::bigint > 0");
        };
        auto before = lastSign();
        for (int signs = 0; signs < 5;) {
            const auto now = lastSign();
            if (now < before) return base::fail(base::external("It was ended."));
            signs += std::exchange(before, now) == now ? 0 : 1;
        }
        return {};
    }));
    expectStored({"e1", "e2"});
}

TEST_F(BatchesInPairsPgTest, WhatTheFirstThrowsEndsTheRunAsIfItHadThrownItItself) {
    const Work throws = [](auto&) -> base::Status { throw std::bad_alloc{}; };
    EXPECT_THROW((void)write({{1, throws}, {2}}), std::bad_alloc);
    expectStored({});
}

TEST_F(BatchesInPairsPgTest, WhatTheSecondThrowsWaitsForTheFirst) {
    std::latch thrown{1};
    OneObject first{1};
    first.write = [&](auto&) -> base::Status {
        thrown.wait();
        return {};
    };
    OneObject second{2};
    second.decide = [&] {
        thrown.count_down();
        throw std::bad_alloc{};
    };
    EXPECT_THROW((void)write({first, second}), std::bad_alloc);
    EXPECT_EQ(session_->activities().position(number_).value().value().processed, 1);
}

/// The run's own session is lost while the first of two is being written beside it.
class LostSessionPgTest : public BatchesInPairsPgTest {
protected:
    LostSessionPgTest() : BatchesInPairsPgTest(RunType::FullSynchronisation) {}

    /// Ends the session that may write everything: it is the only one that does.
    void endWriter() {
        EXPECT_EQ(ask("SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = "
                      "'advisory' AND mode = 'ExclusiveLock' AND granted AND objid::bigint = ?"),
                  1);
        while (ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND "
                   "objid::bigint = ?") > 0)
            std::this_thread::yield();
    }
    void awaitSomebodyWhoWaits(const std::atomic<bool>& came) {
        while (!came &&
               ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND objid::bigint <> ?") == 0)
            std::this_thread::yield();
    }
};

TEST_F(LostSessionPgTest, NobodyElseWritesUntilTheFirstHasEnded) {
    const auto another = factory_->open().value();
    std::vector<std::string> seen;
    std::atomic<bool> came{false};
    std::jthread comes;
    OneObject first{1};
    first.write = [&](auto&) -> base::Status {
        endWriter();
        comes = std::jthread{[&] {
            EXPECT_TRUE(another->transactions().writeOwn([&]() -> base::Status {
                came = true;
                seen = namesIn(*another);
                return {};
            }));
        }};
        awaitSomebodyWhoWaits(came);
        return {};
    };
    EXPECT_FALSE(write({first, {2}}));
    comes.join();
    EXPECT_THAT(seen, testing::ElementsAre("e1"));
}

TEST_F(LostSessionPgTest, TheFirstIsNotWrittenWhenItWasLostBeforeThat) {
    OneObject first{1};
    first.decide = [&] { endWriter(); };
    EXPECT_FALSE(write({first, {2}}));
    expectStored({});
}

}  // namespace
}  // namespace jim::store::postgres
