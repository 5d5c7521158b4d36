#include "progress/redis/impl/Recent.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace jim::progress::redis::impl {
namespace {

using namespace std::chrono_literals;

SnapshotPtr snapshot(const base::Guid& id, std::int32_t attempt, std::int64_t revision) {
    StoredSnapshot made;
    made.activityId = id;
    made.attempt = attempt;
    made.revision = revision;
    return std::make_shared<const StoredSnapshot>(std::move(made));
}

class RecentTests : public testing::Test {
protected:
    void read(std::int64_t revision, Recent::Moment asked) {
        recent_.asking(id_, asked);
        recent_.answered(id_, snapshot(id_, 1, revision), asked);
    }
    void hear(std::int64_t revision, Recent::Moment when) {
        recent_.heard(snapshot(id_, 1, revision), when);
    }
    /// Its revision; 0: Redis has to be asked.
    std::int64_t at(Recent::Moment now) {
        const auto found = recent_.find(id_, now);
        return found ? found->revision : 0;
    }

    Recent recent_{2};
    base::Guid id_ = base::newGuid({1});
};

TEST_F(RecentTests, WhatWasReadAnswersForAMomentFromWhenItWasAskedFor) {
    EXPECT_EQ(at(0ms), 0);
    recent_.asking(id_, 0ms);
    EXPECT_EQ(at(0ms), 0);
    recent_.answered(id_, snapshot(id_, 1, 5), 0ms);
    EXPECT_EQ(at(Recent::kMoment - 1us), 5);
    EXPECT_EQ(at(Recent::kMoment), 0);
}

TEST_F(RecentTests, WhatIsHeardOfARunThatIsReadAnswersInItsPlace) {
    hear(4, 0ms);
    EXPECT_EQ(at(0ms), 0) << "nobody reads it";
    read(5, 0ms);
    hear(6, 200ms);
    EXPECT_EQ(at(449ms), 6);
    EXPECT_EQ(at(450ms), 0);
    hear(7, 1s);
    EXPECT_EQ(at(1s), 7);
}

TEST_F(RecentTests, WhatIsHeardWhileRedisIsAskedIsNotLost) {
    recent_.asking(id_, 0ms);
    hear(6, 1ms);
    recent_.answered(id_, snapshot(id_, 1, 5), 0ms);
    EXPECT_EQ(at(2ms), 6);
    hear(7, 3ms);
    recent_.answered(id_, nullptr, 2ms);
    EXPECT_EQ(at(4ms), 7);
}

TEST_F(RecentTests, AMessageThatWasOvertakenTurnsNothingBack) {
    read(7, 0ms);
    hear(6, 100ms);
    EXPECT_EQ(at(200ms), 7);
    EXPECT_EQ(at(250ms), 0) << "and it says nothing of what is newer";
    recent_.heard(snapshot(id_, 2, 1), 300ms);
    EXPECT_EQ(recent_.find(id_, 300ms)->attempt, 2);
}

TEST_F(RecentTests, WhatRedisHasLostIsNotKept) {
    read(7, 0ms);
    read(3, 10ms);
    EXPECT_EQ(at(20ms), 3);
    recent_.answered(id_, nullptr, 30ms);
    EXPECT_EQ(at(40ms), 0);
    read(8, 50ms);
    recent_.forget(id_);
    EXPECT_EQ(at(60ms), 0);
    read(9, 70ms);
    recent_.forgetAll();
    EXPECT_EQ(at(80ms), 0);
}

TEST_F(RecentTests, KeepsOnlyAsManyAsItMayOfThoseThatAreAskedFor) {
    const auto second = base::newGuid({2});
    const auto third = base::newGuid({3});
    read(1, 0ms);
    const auto ask = [&](const base::Guid& id, Recent::Moment when) {
        recent_.asking(id, when);
        recent_.answered(id, snapshot(id, 1, 1), when);
        return recent_.find(id, when) != nullptr;
    };
    EXPECT_TRUE(ask(second, 0ms));
    EXPECT_FALSE(ask(third, 1s)) << "there is no room";
    EXPECT_TRUE(ask(second, 9s));
    EXPECT_TRUE(ask(third, 11s)) << "nobody asks for the first any more";
    hear(2, 11s);
    EXPECT_EQ(at(11s), 0);
    EXPECT_TRUE(ask(second, 11s));
}

}  // namespace
}  // namespace jim::progress::redis::impl
