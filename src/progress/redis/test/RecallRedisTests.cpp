#include "progress/redis/test/RunningStore.hpp"

namespace jim::progress::redis {
namespace {

/// What a node that is read often remembers of what another one publishes.
class RecallRedisTests : public testing::Test {
protected:
    RecallRedisTests() {
        EXPECT_TRUE(there_.await("up"));
        EXPECT_TRUE(here_.await("up"));
    }

    void publish(std::int64_t revision) {
        EXPECT_TRUE(there_.store().update(snapshotOf(id_, 1, revision), {}).value().accepted);
    }
    std::int64_t read() { return here_.store().get(id_).value()->revision; }
    std::int64_t recalled() {
        const auto known = here_.store().recall(id_);
        return known ? known->revision : 0;
    }

    servers::RedisServer server_;
    base::Guid id_ = newId();
    RunningStore there_{patientOptions(server_)};
    RunningStore here_{patientOptions(server_)};
};

TEST_F(RecallRedisTests, NoSubscriberIsToldOfWhatIsNewerThanWhatIsRecalled) {
    std::mutex mutex;
    std::int64_t told = 0;
    bool older = false;
    const auto subscription = here_.store().subscribe([&](const SnapshotPtr& snapshot) {
        const auto known = here_.store().recall(snapshot->activityId);
        const std::scoped_lock lock{mutex};
        told = snapshot->revision;
        older = older || (known && known->revision < told);
    });
    publish(1);
    EXPECT_EQ(read(), 1);
    constexpr std::int64_t kLast = 200;
    for (std::int64_t i = 2; i <= kLast; ++i) publish(i);
    ASSERT_TRUE(here_.store().settle());
    const std::scoped_lock lock{mutex};
    EXPECT_EQ(told, kLast);
    EXPECT_FALSE(older);
    const auto known = recalled();
    EXPECT_TRUE(known == kLast || known == 0) << known;
}

TEST_F(RecallRedisTests, NothingIsRecalledWhileRedisIsAway) {
    publish(1);
    EXPECT_EQ(read(), 1);
    server_.kill();
    ASSERT_TRUE(here_.await("down"));
    EXPECT_EQ(recalled(), 0);
    EXPECT_FALSE(here_.store().get(id_));
}

TEST_F(RecallRedisTests, WhatThisNodeHasWrittenOrClearedIsNotRecalledAsItWas) {
    publish(1);
    EXPECT_EQ(read(), 1);
    EXPECT_TRUE(here_.store().update(snapshotOf(id_, 1, 2), {}).value().accepted);
    EXPECT_NE(recalled(), 1);
    EXPECT_EQ(read(), 2);
    EXPECT_TRUE(here_.store().clear(id_));
    EXPECT_EQ(recalled(), 0);
}

TEST_F(RecallRedisTests, WhatIsDamagedIsForgotten) {
    publish(1);
    EXPECT_EQ(read(), 1);
    server_.ask({"SET", "progress:" + base::toText(id_), "{}"});
    EXPECT_FALSE(here_.store().get(id_));
    EXPECT_EQ(recalled(), 0);
}

}  // namespace
}  // namespace jim::progress::redis
