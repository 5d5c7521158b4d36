#include "progress/FallbackProgressStore.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "progress/redis/test/RunningStore.hpp"

namespace jim::progress::redis {
namespace {

/// A Redis that answers, and takes no writes: its memory is full of keys that never expire. What it
/// does with ours then is its policy.
class RefusingRedisTests : public testing::TestWithParam<std::string> {
protected:
    void fill() {
        server_.ask({"CONFIG", "SET", "maxmemory", "0"});
        server_.ask({"SET", "foreign", std::string(20U << 20U, 'x')});
        server_.ask({"CONFIG", "SET", "maxmemory", "10mb"});
    }
    void empty() { server_.ask({"DEL", "foreign"}); }

    void publish(std::int64_t revision, bool terminal = false) {
        EXPECT_TRUE(both_->update(snapshotOf(id_, 1, revision, terminal), {}));
    }
    SnapshotPtr elsewhere() { return reader_.store().get(id_).value(); }

    bool within(std::chrono::milliseconds time, const std::function<bool()>& what) {
        const auto until = clock_.steady() + time;
        while (!what())
            if (clock_.steady() > until) return false;
        return true;
    }

    base::SystemClock clock_;
    const base::Guid id_ = base::newGuid(clock_.now());
    servers::RedisServer server_{{"--maxmemory-policy", GetParam()}};
    memory::MemoryProgressStore memory_{clock_, 3600s};
    std::optional<FallbackProgressStore> both_;
    RunningStore publisher_{patientOptions(server_), {}, [this](RedisProgressStore& redis) {
                                both_.emplace(redis, memory_, clock_);
                                redis.whenAvailable([this] { both_->republish(); });
                            }};
    RunningStore reader_{patientOptions(server_)};
};

TEST_P(RefusingRedisTests, NothingStaleStandsInItAndAnEndComesThereByItselfWhenItTakesWritesAgain) {
    ASSERT_TRUE(publisher_.await("up"));
    publish(1);
    EXPECT_EQ(elsewhere()->revision, 1);
    fill();
    publish(2);
    EXPECT_EQ(elsewhere(), nullptr) << "its heartbeat would look like a lost worker's";
    publish(3, true);
    EXPECT_EQ(publisher_.store().status().state, "refusing");
    EXPECT_NE(publisher_.store().status().reason.find("out of memory"), std::string::npos);
    EXPECT_TRUE(both_->get(id_).value()->terminal);
    EXPECT_EQ(elsewhere(), nullptr);
    empty();
    // Nobody publishes any more.
    EXPECT_TRUE(within(2s, [this] { return elsewhere() != nullptr && elsewhere()->terminal; }));
    EXPECT_TRUE(publisher_.await("up"));
    publisher_.stop();
    EXPECT_EQ(publisher_.log().count("takes no live progress"), 1U);
    EXPECT_EQ(publisher_.log().count("takes live progress again"), 1U);
}

/// At the limit some are taken and some are not: that is one trouble, not one for each.
TEST_P(RefusingRedisTests, ATakenWriteAmongRefusedOnesIsNoChange) {
    auto options = patientOptions(server_);
    options.checkTime = 1h;  // So that the end of the trouble is not noticed in between.
    RunningStore running{options};
    ASSERT_TRUE(running.await("up"));
    fill();
    EXPECT_FALSE(running.store().update(snapshotOf(id_, 1, 1), {}));
    EXPECT_EQ(running.store().status().state, "refusing");
    empty();
    EXPECT_TRUE(running.store().update(snapshotOf(id_, 1, 2), {}));
    fill();
    EXPECT_FALSE(running.store().update(snapshotOf(id_, 1, 3), {}));
    EXPECT_EQ(running.store().status().state, "refusing");
    running.stop();
    EXPECT_EQ(running.log().count("takes no live progress"), 1U);
}

INSTANTIATE_TEST_SUITE_P(Policies, RefusingRedisTests,
                         testing::Values("noeviction", "volatile-lru"),
                         [](const testing::TestParamInfo<std::string>& each) {
                             return each.param == "noeviction" ? "NoEviction" : "VolatileLru";
                         });

}  // namespace
}  // namespace jim::progress::redis
