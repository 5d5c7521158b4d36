#include "progress/FallbackProgressStore.hpp"
#include "progress/SnapshotReading.hpp"
#include "progress/test/RunFixture.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

/// A shared store that can be away.
class DistantStore final : public ProgressStore {
public:
    explicit DistantStore(const base::Clock& clock) : behind_(clock, 3600s) {}

    base::Result<UpdateResult> update(const StoredSnapshot& snapshot,
                                      const std::optional<HistoryPoint>& point) override {
        ++asked;
        if (away) return unavailable();
        return behind_.update(snapshot, point);
    }
    base::Result<SnapshotPtr> get(const base::Guid& id) override {
        ++read;
        if (away) return unavailable();
        return behind_.get(id);
    }
    SnapshotPtr recall(const base::Guid& id) override {
        return remembers ? behind_.recall(id) : nullptr;
    }
    base::Status clear(const base::Guid& id) override { return behind_.clear(id); }
    base::Result<std::vector<SnapshotPtr>> listActive() override {
        if (away) return unavailable();
        return behind_.listActive();
    }
    base::Result<std::vector<HistoryPoint>> history(const base::Guid& id) override {
        if (away) return unavailable();
        return behind_.history(id);
    }
    std::unique_ptr<Subscription> subscribe(SnapshotReceiver receiver) override {
        return behind_.subscribe(std::move(receiver));
    }

    bool away = false;
    bool remembers = true;
    int asked = 0;  ///< To store something.
    int read = 0;

private:
    static tl::unexpected<base::Error> unavailable() {
        return base::fail({base::ErrorKind::Unavailable, "away", {}, {}});
    }

    memory::MemoryProgressStore behind_;
};

class FallbackProgressStoreTests : public testing::Test {
protected:
    FallbackProgressStoreTests() { identity_.attempt = 1; }

    void pass(std::chrono::microseconds time) {
        clock_.advance(time);
        publisher_.publishDue();
    }
    json::value shown() { return json::parse(both_.get(identity_.activityId).value()->document); }
    json::value distant() {
        return json::parse(shared_.get(identity_.activityId).value()->document);
    }

    base::ManualClock clock_;
    DistantStore shared_{clock_};
    memory::MemoryProgressStore local_{clock_, 3600s};
    FallbackProgressStore both_{shared_, local_, clock_};
    Publisher publisher_{both_, clock_, {.store = "redis"}};
    RunIdentity identity_ = identityOf(RunKind::Import, "FullImport", clock_.now());
};

TEST_F(FallbackProgressStoreTests, BothHaveTheSameDocumentWhileTheSharedOneIsThere) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    EXPECT_EQ(shared_.get(identity_.activityId).value()->document,
              local_.get(identity_.activityId).value()->document);
    EXPECT_EQ(text(shown(), "reporter.store"), "redis");
}

TEST_F(FallbackProgressStoreTests, WhileItIsAwayReadersAreGivenTheLivePictureFromMemory) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    shared_.away = true;
    run->advance(5);
    pass(1s);
    EXPECT_EQ(text(shown(), "reporter.store"), "memory");
    EXPECT_EQ(text(shown(), "source"), "live");
    EXPECT_EQ(number(shown(), "counts.processed"), 0);
    EXPECT_EQ(both_.listActive().value().size(), 1U);
    EXPECT_FALSE(both_.history(identity_.activityId).value().empty());
    pass(1s);
    EXPECT_GE(number(shown(), "reporter.writeErrors"), 1);
}

TEST_F(FallbackProgressStoreTests, WhatNobodyHereKnowsIsUnavailableWhileItIsAway) {
    shared_.away = true;
    const auto unknown = both_.get(identity_.activityId);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, base::ErrorKind::Unavailable);
    shared_.away = false;
    EXPECT_EQ(both_.get(identity_.activityId).value(), nullptr);
}

TEST_F(FallbackProgressStoreTests, RunningOnesAreWrittenAgainWhenItIsBack) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    ASSERT_TRUE(shared_.clear(identity_.activityId));
    both_.republish();
    EXPECT_EQ(number(distant(), "revision"), 1);
}

TEST_F(FallbackProgressStoreTests, AnEndThatItMissedReachesItWhenItIsBack) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    shared_.away = true;
    publisher_.finish(*run, {});
    publisher_.publishDue();
    both_.republish();
    shared_.away = false;
    EXPECT_EQ(text(distant(), "state"), "running");
    both_.republish();
    EXPECT_EQ(text(distant(), "state"), "complete");
    EXPECT_EQ(text(shown(), "state"), "complete");
}

TEST_F(FallbackProgressStoreTests, AnEndThatItHasLostIsWrittenAgainOnce) {
    const auto run = publisher_.begin(identity_);
    publisher_.finish(*run, {});
    publisher_.publishDue();
    both_.republish();  // It is still there: that does not count.
    ASSERT_TRUE(shared_.clear(identity_.activityId));
    both_.republish();
    EXPECT_EQ(text(distant(), "state"), "complete");
    ASSERT_TRUE(shared_.clear(identity_.activityId));
    both_.republish();
    EXPECT_EQ(shared_.get(identity_.activityId).value(), nullptr)
        << "a store that keeps losing it is short of memory";
}

TEST_F(FallbackProgressStoreTests, WhileItTakesNothingItIsTriedWithAFewAndTheRestIsKept) {
    constexpr int kRuns = 300;
    shared_.away = true;
    for (int i = 0; i < kRuns; ++i)
        publisher_.finish(
            *publisher_.begin(identityOf(RunKind::Import, "FullImport", clock_.now())), {});
    publisher_.publishDue();
    shared_.asked = 0;
    both_.republish();
    EXPECT_LT(shared_.asked, kRuns / 2);
    shared_.away = false;
    shared_.asked = 0;
    both_.republish();
    EXPECT_EQ(shared_.asked, kRuns);
}

TEST_F(FallbackProgressStoreTests, ANewerSnapshotOfAnotherProcessWins) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    Publisher other{shared_, clock_};
    auto recovered = identity_;
    recovered.attempt = 2;
    other.lost(recovered, {});
    other.publishDue();
    run->advance();
    pass(1s);
    EXPECT_EQ(number(distant(), "attempt"), 2);
    EXPECT_EQ(number(shown(), "attempt"), 2);
}

TEST_F(FallbackProgressStoreTests, WhoListensIsShownANewerAttemptOfAnotherProcessAtOnce) {
    const auto subscription = both_.subscribe([](const SnapshotPtr&) {});
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    Publisher other{shared_, clock_};
    auto recovered = identity_;
    recovered.attempt = 2;
    other.lost(recovered, {});
    other.publishDue();
    EXPECT_EQ(number(shown(), "attempt"), 2);
}

TEST_F(FallbackProgressStoreTests, WhatThisProcessExecutesIsReadFromMemory) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    shared_.read = 0;
    EXPECT_EQ(text(shown(), "state"), "running");
    EXPECT_EQ(shared_.read, 0);
    clock_.advance(2s);
    EXPECT_EQ(text(shown(), "state"), "running");
    EXPECT_EQ(shared_.read, 1) << "its heartbeat is late: somebody else may have it";
    publisher_.finish(*run, {});
    publisher_.publishDue();
    clock_.advance(60s);
    EXPECT_EQ(text(shown(), "state"), "complete");
    EXPECT_EQ(shared_.read, 1);
}

TEST_F(FallbackProgressStoreTests, NobodyIsAnsweredWithLessThanWhatSubscribersWereTold) {
    const auto subscription = both_.subscribe([](const SnapshotPtr&) {});
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    auto next = *local_.get(identity_.activityId).value();
    ++next.revision;
    // The shared store has it, and its answer is under way.
    ASSERT_TRUE(shared_.update(next, std::nullopt));
    EXPECT_EQ(both_.get(identity_.activityId).value()->revision, next.revision);
    EXPECT_EQ(both_.recall(identity_.activityId)->revision, next.revision);
    ASSERT_TRUE(local_.update(next, std::nullopt));
    const int read = shared_.read;
    EXPECT_EQ(both_.get(identity_.activityId).value()->revision, next.revision);
    EXPECT_EQ(shared_.read, read);
}

TEST_F(FallbackProgressStoreTests, RecallsWhatItExecutesAndWhatTheSharedStoreRecallsOfOthers) {
    const auto& id = identity_.activityId;
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    shared_.remembers = false;
    EXPECT_NE(both_.recall(id), nullptr);
    clock_.advance(2s);
    EXPECT_EQ(both_.recall(id), nullptr) << "somebody else may have it now";
    shared_.remembers = true;
    EXPECT_EQ(both_.recall(id)->attempt, 1);
    auto next = identity_;
    next.attempt = 2;
    Publisher other{shared_, clock_};
    const auto there = other.begin(next);
    other.publishDue();
    EXPECT_EQ(both_.recall(id)->attempt, 2);
}

TEST_F(FallbackProgressStoreTests, WhatIsQueuedHereMayHaveBeenTakenElsewhere) {
    auto queued = identity_;
    queued.attempt = 0;
    publisher_.queued(queued);
    Publisher other{shared_, clock_};
    const auto run = other.begin(identity_);
    other.publishDue();
    EXPECT_EQ(text(shown(), "state"), "running");
}

TEST_F(FallbackProgressStoreTests, SubscribersAreToldOnceOfWhatComesTwoWays) {
    std::vector<std::int64_t> told;
    const auto subscription =
        both_.subscribe([&](const SnapshotPtr& snapshot) { told.push_back(snapshot->revision); });
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    shared_.away = true;
    pass(1s);
    shared_.away = false;
    both_.republish();
    pass(1s);
    EXPECT_EQ(told, (std::vector<std::int64_t>{1, 2, 3}));
}

TEST(NewestSeenTests, ForgetsWhatWasSeenLongestAgo) {
    NewestSeen seen{2};
    StoredSnapshot a;
    StoredSnapshot b;
    StoredSnapshot c;
    a.activityId.bytes[0] = 1;
    b.activityId.bytes[0] = 2;
    c.activityId.bytes[0] = 3;
    c.terminal = true;
    for (auto* each : {&a, &b, &c}) each->revision = 5;
    EXPECT_TRUE(seen.advance(a));
    EXPECT_TRUE(seen.advance(b));
    EXPECT_FALSE(seen.advance(a));
    EXPECT_TRUE(seen.advance(c));
    EXPECT_EQ(seen.unfinished(), (std::vector<base::Guid>{b.activityId}));
    EXPECT_FALSE(seen.advance(b));
    EXPECT_TRUE(seen.advance(a));
}

/// What a worker on another host has published, whose clock is ahead by that.
class AheadWorkerTests : public FallbackProgressStoreTests {
protected:
    void beat(std::chrono::microseconds ahead, std::int64_t revision) {
        StoredSnapshot snapshot;
        snapshot.activityId = identity_.activityId;
        snapshot.attempt = 1;
        snapshot.epoch = "there";
        snapshot.revision = revision;
        snapshot.attended = true;
        snapshot.asOf = clock_.now() + ahead;
        snapshot.document = "{}";
        ASSERT_TRUE(shared_.update(snapshot, {})->accepted);
    }
    bool isLost() {
        return isWorkerLost(*both_.get(identity_.activityId).value(), clock_.now()) &&
               isWorkerLost(*both_.listActive().value().at(0), clock_.now());
    }
};

TEST_F(AheadWorkerTests, IsLostThreeSecondsAfterItsLastSignOfLife) {
    for (const auto ahead : {std::chrono::microseconds{2s}, std::chrono::microseconds{8760h}}) {
        const auto first = ahead == 2s ? 1 : 11;
        for (int beat = first; beat < first + 3; ++beat) {
            this->beat(ahead, beat);
            EXPECT_FALSE(isLost());
            clock_.advance(1s);
        }
        clock_.advance(2s);
        EXPECT_FALSE(isLost());
        clock_.advance(1ms);
        EXPECT_TRUE(isLost());
    }
}

TEST_F(AheadWorkerTests, IsLostForWhoWasToldOfItsLastSignOfLife) {
    SnapshotPtr told;
    const auto subscription = both_.subscribe([&](const SnapshotPtr& each) { told = each; });
    beat(1h, 1);
    ASSERT_TRUE(told);
    clock_.advance(3s);
    EXPECT_FALSE(isWorkerLost(*told, clock_.now()));
    clock_.advance(1ms);
    EXPECT_TRUE(isWorkerLost(*told, clock_.now()));
    EXPECT_TRUE(isLost());
}

}  // namespace
}  // namespace jim::progress
