#pragma once

#include "foundation/base/Guid.hpp"
#include "progress/ProgressStore.hpp"
#include "progress/Snapshot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jim::progress {

/// What a store engine brings to the contract: a store that is empty, and a way to let its time to
/// live pass.
class ProgressStoreEngine {
public:
    virtual ~ProgressStoreEngine() = default;
    [[nodiscard]] virtual ProgressStore& store() = 0;
    [[nodiscard]] virtual std::chrono::milliseconds ttl() const = 0;
    /// Makes the store behave as if so much time had passed.
    virtual void pass(std::chrono::milliseconds time) = 0;
    /// Returns when subscribers have been told of all that was stored.
    virtual void settle() = 0;
};

/// The suite that every engine passes. `Engine` is default constructible:
/// INSTANTIATE_TYPED_TEST_SUITE_P(Memory, ProgressStoreContract, MemoryEngine).
template <class Engine>
class ProgressStoreContract : public testing::Test {
protected:
    ProgressStore& store() { return engine_.store(); }

    static base::Guid newId() { return base::newGuid({1'790'000'000'000'000}); }

    StoredSnapshot snapshot(std::int32_t attempt, std::int64_t revision, bool terminal = false) {
        return snapshotOf(id_, attempt, revision, terminal);
    }

    /// As a publisher makes it: engines may look into the document.
    static StoredSnapshot snapshotOf(const base::Guid& id, std::int32_t attempt,
                                     std::int64_t revision, bool terminal = false,
                                     std::string epoch = "epoch") {
        Snapshot shown;
        shown.identity.activityId = id;
        shown.identity.attempt = attempt;
        shown.epoch = epoch;
        shown.revision = revision;
        shown.asOf = {1'790'000'000'000'000 + revision * 1'000'000};  // A heartbeat each second.
        shown.reporter.store = "memory";
        shown.state = attempt == 0 ? RunState::Queued : RunState::Running;
        if (terminal) shown.state = RunState::Complete;
        StoredSnapshot made;
        made.activityId = id;
        made.attempt = attempt;
        made.epoch = std::move(epoch);
        made.revision = revision;
        made.terminal = terminal;
        made.attended = attempt > 0 && !terminal;
        made.asOf = shown.asOf;
        made.document = encodeSnapshot(shown);
        return made;
    }

    bool accepts(const StoredSnapshot& next) {
        return store().update(next, std::nullopt).value().accepted;
    }
    SnapshotPtr stored() { return store().get(id_).value(); }

    Engine engine_;
    base::Guid id_ = newId();
};

TYPED_TEST_SUITE_P(ProgressStoreContract);

TYPED_TEST_P(ProgressStoreContract, ManyAtOnceAreAnsweredOneByOneInTheirOrder) {
    const auto other = this->newId();
    const std::vector<SnapshotUpdate> updates{
        {this->snapshot(1, 7), HistoryPoint{{1}, 1, {}}},
        {this->snapshot(1, 6), HistoryPoint{{2}, 2, {}}},
        {this->snapshotOf(other, 2, 1), std::nullopt},
        {this->snapshot(1, 8), HistoryPoint{{3}, 3, {}}},
    };
    const auto results = this->store().updateAll(updates);
    ASSERT_EQ(results.size(), updates.size());
    for (std::size_t i = 0; i < results.size(); ++i)
        EXPECT_EQ(results[i].value().accepted, i != 1) << i;
    EXPECT_EQ(results[1]->revision, 7);
    EXPECT_EQ(this->stored()->revision, 8);
    EXPECT_EQ(this->store().get(other).value()->attempt, 2);
    EXPECT_EQ(this->store().history(this->id_).value().size(), 2U);
    EXPECT_TRUE(this->store().updateAll({}).empty());
}

TYPED_TEST_P(ProgressStoreContract, OneDocumentTooLargeLeavesTheOthersAlone) {
    auto large = this->snapshot(1, 1);
    large.document.resize(kMaximumDocument + 1, ' ');
    const auto other = this->newId();
    const auto results = this->store().updateAll(
        std::vector<SnapshotUpdate>{{large, std::nullopt}, {this->snapshotOf(other, 1, 1), {}}});
    EXPECT_FALSE(results.at(0));
    EXPECT_TRUE(results.at(1));
    EXPECT_NE(this->store().get(other).value(), nullptr);
    EXPECT_EQ(this->stored(), nullptr);
}

TYPED_TEST_P(ProgressStoreContract, EveryKindOfRunIsKeptAsItIs) {
    for (const auto kind :
         {RunKind::Import, RunKind::Synchronisation, RunKind::Export, RunKind::Removal}) {
        Snapshot shown;
        shown.identity.activityId = this->newId();
        shown.identity.attempt = 1;
        shown.identity.kind = kind;
        shown.identity.targetName = "R&D \"weekly\" <Zürich> 日本";
        shown.identity.objectTypes = {"person"};
        shown.counts.byType = {{"person", {}}};
        shown.epoch = "epoch";
        shown.revision = 1;
        auto made = this->snapshotOf(shown.identity.activityId, 1, 1);
        shown.asOf = made.asOf;
        made.document = encodeSnapshot(shown);
        EXPECT_TRUE(this->accepts(made));
        const auto stored = this->store().get(made.activityId).value();
        ASSERT_TRUE(stored);
        EXPECT_EQ(stored->document, made.document);
    }
}

TYPED_TEST_P(ProgressStoreContract, EveryReceiverIsToldOfEveryActivity) {
    std::mutex mutex;
    std::map<base::Guid, int> first;
    std::map<base::Guid, int> second;
    const auto count = [&mutex](auto& told) {
        return [&mutex, &told](const SnapshotPtr& snapshot) {
            const std::scoped_lock lock{mutex};
            ++told[snapshot->activityId];
        };
    };
    const auto one = this->store().subscribe(count(first));
    const auto two = this->store().subscribe(count(second));
    std::vector<base::Guid> ids;
    for (int i = 0; i < 5; ++i) {
        ids.push_back(this->newId());
        EXPECT_TRUE(this->accepts(this->snapshotOf(ids.back(), 1, 1)));
    }
    this->engine_.settle();
    const std::scoped_lock lock{mutex};
    for (const auto& id : ids) {
        EXPECT_EQ(first[id], 1);
        EXPECT_EQ(second[id], 1);
    }
}

TYPED_TEST_P(ProgressStoreContract, GivesBackWhatWasStored) {
    EXPECT_EQ(this->stored(), nullptr);
    const auto snapshot = this->snapshot(1, 7);
    EXPECT_TRUE(this->accepts(snapshot));
    const auto stored = this->stored();
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->activityId, snapshot.activityId);
    EXPECT_EQ(stored->attempt, 1);
    EXPECT_EQ(stored->epoch, "epoch");
    EXPECT_EQ(stored->revision, 7);
    EXPECT_EQ(stored->asOf, snapshot.asOf);
    EXPECT_EQ(stored->document, snapshot.document);
    EXPECT_TRUE(stored->attended);
    EXPECT_FALSE(stored->terminal);
}

TYPED_TEST_P(ProgressStoreContract, ALowerOrEqualRevisionOfTheAttemptIsRefused) {
    EXPECT_TRUE(this->accepts(this->snapshot(1, 7)));
    EXPECT_FALSE(this->accepts(this->snapshot(1, 6)));
    EXPECT_FALSE(this->accepts(this->snapshot(1, 7)));
    EXPECT_TRUE(this->accepts(this->snapshot(1, 8)));
    EXPECT_EQ(this->stored()->revision, 8);
}

TYPED_TEST_P(ProgressStoreContract, TheEpochDoesNotMakeAnOldRevisionNew) {
    EXPECT_TRUE(this->accepts(this->snapshot(1, 7)));
    EXPECT_FALSE(this->accepts(this->snapshotOf(this->id_, 1, 5, false, "other")));
    EXPECT_TRUE(this->accepts(this->snapshotOf(this->id_, 1, 8, false, "other")));
    EXPECT_EQ(this->stored()->epoch, "other");
}

TYPED_TEST_P(ProgressStoreContract, ANewerAttemptBeginsAtAnyRevision) {
    EXPECT_TRUE(this->accepts(this->snapshot(0, 50)));
    EXPECT_TRUE(this->accepts(this->snapshot(1, 1)));
    EXPECT_FALSE(this->accepts(this->snapshot(0, 51)));
    EXPECT_TRUE(this->accepts(this->snapshot(3, 1)));
    EXPECT_FALSE(this->accepts(this->snapshot(2, 100)));
}

TYPED_TEST_P(ProgressStoreContract, AnEndIsNeverTurnedBack) {
    EXPECT_TRUE(this->accepts(this->snapshot(1, 7, true)));
    EXPECT_FALSE(this->accepts(this->snapshot(1, 8)));
    EXPECT_FALSE(this->accepts(this->snapshot(2, 1)));
    EXPECT_TRUE(this->accepts(this->snapshot(2, 1, true)));
    EXPECT_TRUE(this->stored()->terminal);
}

TYPED_TEST_P(ProgressStoreContract, ARefusalSaysWhatIsStored) {
    EXPECT_TRUE(this->accepts(this->snapshot(2, 7, true)));
    const auto refused = this->store().update(this->snapshot(1, 9), std::nullopt).value();
    EXPECT_FALSE(refused.accepted);
    EXPECT_EQ(refused.attempt, 2);
    EXPECT_EQ(refused.revision, 7);
    EXPECT_TRUE(refused.terminal);
}

TYPED_TEST_P(ProgressStoreContract, ExpiresAfterItsTimeFromTheLastWrite) {
    const auto most = this->engine_.ttl() * 3 / 4;
    EXPECT_TRUE(this->accepts(this->snapshot(1, 1)));
    this->engine_.pass(most);
    EXPECT_TRUE(this->accepts(this->snapshot(1, 2)));
    this->engine_.pass(most);
    EXPECT_NE(this->stored(), nullptr);
    EXPECT_EQ(this->store().listActive().value().size(), 1U);
    this->engine_.pass(this->engine_.ttl());
    EXPECT_EQ(this->stored(), nullptr);
    EXPECT_TRUE(this->store().listActive().value().empty());
    EXPECT_TRUE(this->store().history(this->id_).value().empty());
}

TYPED_TEST_P(ProgressStoreContract, ReadingDoesNotProlongIt) {
    EXPECT_TRUE(this->accepts(this->snapshot(1, 1)));
    this->engine_.pass(this->engine_.ttl() * 3 / 4);
    EXPECT_NE(this->stored(), nullptr);
    this->engine_.pass(this->engine_.ttl() / 2);
    EXPECT_EQ(this->stored(), nullptr);
}

TYPED_TEST_P(ProgressStoreContract, ARefusedWriteDoesNotProlongIt) {
    EXPECT_TRUE(this->accepts(this->snapshot(1, 5)));
    this->engine_.pass(this->engine_.ttl() * 3 / 4);
    EXPECT_FALSE(this->accepts(this->snapshot(1, 4)));
    this->engine_.pass(this->engine_.ttl() / 2);
    EXPECT_EQ(this->stored(), nullptr);
}

TYPED_TEST_P(ProgressStoreContract, ClearForgetsEverythingOfAnActivity) {
    EXPECT_TRUE(this->store().update(this->snapshot(1, 5), HistoryPoint{{1}, 1, {}}).has_value());
    EXPECT_TRUE(this->store().clear(this->id_).has_value());
    EXPECT_TRUE(this->store().clear(this->id_).has_value());
    EXPECT_EQ(this->stored(), nullptr);
    EXPECT_TRUE(this->store().history(this->id_).value().empty());
    EXPECT_TRUE(this->accepts(this->snapshot(1, 1)));
}

TYPED_TEST_P(ProgressStoreContract, RecallsNothingThatIsOlderThanWhatWasWrittenHere) {
    EXPECT_EQ(this->store().recall(this->id_), nullptr);
    for (std::int64_t i = 1; i <= 3; ++i) {
        EXPECT_TRUE(this->accepts(this->snapshot(1, i)));
        for (int read = 0; read < 2; ++read) {
            const auto known = this->store().recall(this->id_);
            if (known) EXPECT_EQ(known->revision, i);
            EXPECT_EQ(this->stored()->revision, i);
        }
    }
    EXPECT_TRUE(this->store().clear(this->id_).has_value());
    EXPECT_EQ(this->store().recall(this->id_), nullptr);
}

TYPED_TEST_P(ProgressStoreContract, ListsWhatHasNotEndedNewestHeartbeatFirst) {
    const auto first = this->newId();
    for (int i = 1; i <= 4; ++i)
        EXPECT_TRUE(this->accepts(this->snapshotOf(i == 1 ? first : this->newId(), 1, i, i == 3)));
    EXPECT_TRUE(this->accepts(this->snapshotOf(first, 1, 9)));
    std::vector<std::int64_t> revisions;
    for (const auto& active : this->store().listActive().value())
        revisions.push_back(active->revision);
    EXPECT_EQ(revisions, (std::vector<std::int64_t>{9, 4, 2}));
}

TYPED_TEST_P(ProgressStoreContract, KeepsTheNewestPointsOfTheHistory) {
    const auto all = static_cast<std::int64_t>(kHistoryPoints) + 30;
    for (std::int64_t i = 1; i <= all; ++i) {
        const HistoryPoint point{{i * 1000}, i, i % 2 == 0 ? std::optional{0.5} : std::nullopt};
        EXPECT_TRUE(this->store().update(this->snapshot(1, i), point).value().accepted);
    }
    const auto history = this->store().history(this->id_).value();
    ASSERT_EQ(history.size(), kHistoryPoints);
    EXPECT_EQ(history.back(), (HistoryPoint{{all * 1000}, all, 0.5}));
    EXPECT_EQ(history.front().processed, 31);
    EXPECT_FALSE(history.front().objectsPerSecond);
}

TYPED_TEST_P(ProgressStoreContract, ARefusedWriteLeavesNoPoint) {
    EXPECT_TRUE(this->accepts(this->snapshot(1, 5)));
    EXPECT_TRUE(this->store().update(this->snapshot(1, 4), HistoryPoint{{1}, 1, {}}).has_value());
    EXPECT_TRUE(this->store().history(this->id_).value().empty());
}

TYPED_TEST_P(ProgressStoreContract, RefusesADocumentOverTheLimit) {
    auto large = this->snapshot(1, 1);
    large.document.resize(kMaximumDocument + 1, ' ');
    const auto refused = this->store().update(large, std::nullopt);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, base::ErrorKind::InvalidInput);
    large.document.resize(kMaximumDocument);
    EXPECT_TRUE(this->accepts(large));
}

TYPED_TEST_P(ProgressStoreContract, TellsSubscribersWhatWasAccepted) {
    std::mutex mutex;
    std::vector<std::int64_t> told;
    {
        const auto subscription = this->store().subscribe([&](const SnapshotPtr& snapshot) {
            const std::scoped_lock lock{mutex};
            told.push_back(snapshot->revision);
        });
        EXPECT_TRUE(this->accepts(this->snapshot(1, 5)));
        this->engine_.settle();
        EXPECT_FALSE(this->accepts(this->snapshot(1, 4)));
        EXPECT_TRUE(this->accepts(this->snapshot(1, 6, true)));
        this->engine_.settle();
    }
    EXPECT_TRUE(this->accepts(this->snapshot(1, 7, true)));
    this->engine_.settle();
    EXPECT_EQ(told, (std::vector<std::int64_t>{5, 6}));
}

TYPED_TEST_P(ProgressStoreContract, ASubscriberMayUseTheStore) {
    std::int64_t seen = 0;
    const auto subscription = this->store().subscribe([&](const SnapshotPtr& snapshot) {
        seen = this->store().get(snapshot->activityId).value()->revision;
    });
    EXPECT_TRUE(this->accepts(this->snapshot(1, 5)));
    this->engine_.settle();
    EXPECT_EQ(seen, 5);
}

TYPED_TEST_P(ProgressStoreContract, ASubscriberThatFailsHarmsNobody) {
    std::int64_t seen = 0;
    const auto bad = this->store().subscribe(
        [](const SnapshotPtr&) { throw std::runtime_error{"receiver failed"}; });
    const auto good =
        this->store().subscribe([&](const SnapshotPtr& snapshot) { seen = snapshot->revision; });
    EXPECT_TRUE(this->accepts(this->snapshot(1, 5)));
    this->engine_.settle();
    EXPECT_EQ(seen, 5);
}

TYPED_TEST_P(ProgressStoreContract, SubscribersNeverSeeAnOlderAfterANewer) {
    std::mutex mutex;
    std::int64_t newest = 0;
    bool turnedBack = false;
    const auto subscription = this->store().subscribe([&](const SnapshotPtr& snapshot) {
        const std::scoped_lock lock{mutex};
        turnedBack = turnedBack || snapshot->revision < newest;
        newest = snapshot->revision;
    });
    constexpr std::int64_t kLast = 300;
    {
        std::vector<std::jthread> writers;
        for (std::int64_t offset = 0; offset < 3; ++offset)
            writers.emplace_back([this, offset] {
                for (std::int64_t i = 1; i <= kLast; i += 3)
                    (void)this->store().update(this->snapshot(1, i + offset), std::nullopt);
            });
    }
    this->engine_.settle();
    EXPECT_FALSE(turnedBack);
    EXPECT_EQ(newest, kLast);
    EXPECT_EQ(this->stored()->revision, kLast);
}

REGISTER_TYPED_TEST_SUITE_P(ProgressStoreContract, ManyAtOnceAreAnsweredOneByOneInTheirOrder,
                            OneDocumentTooLargeLeavesTheOthersAlone, EveryKindOfRunIsKeptAsItIs,
                            EveryReceiverIsToldOfEveryActivity, GivesBackWhatWasStored,
                            ALowerOrEqualRevisionOfTheAttemptIsRefused,
                            TheEpochDoesNotMakeAnOldRevisionNew, ANewerAttemptBeginsAtAnyRevision,
                            AnEndIsNeverTurnedBack, ARefusalSaysWhatIsStored,
                            ExpiresAfterItsTimeFromTheLastWrite, ReadingDoesNotProlongIt,
                            ARefusedWriteDoesNotProlongIt, ClearForgetsEverythingOfAnActivity,
                            RecallsNothingThatIsOlderThanWhatWasWrittenHere,
                            ListsWhatHasNotEndedNewestHeartbeatFirst,
                            KeepsTheNewestPointsOfTheHistory, ARefusedWriteLeavesNoPoint,
                            RefusesADocumentOverTheLimit, TellsSubscribersWhatWasAccepted,
                            ASubscriberMayUseTheStore, ASubscriberThatFailsHarmsNobody,
                            SubscribersNeverSeeAnOlderAfterANewer);

}  // namespace jim::progress
