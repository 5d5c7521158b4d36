#include "progress/redis/test/RunningStore.hpp"

namespace jim::progress::redis {
namespace {

/// What a publish leaves in Redis beside the document.
class ScriptRedisTests : public testing::Test {
protected:
    /// A revision is a microsecond.
    void publish(std::int64_t revision, bool terminal = false) {
        EXPECT_TRUE(running_.store()
                        .update(snapshotOf(id_, 1, revision, terminal), HistoryPoint{{1}, 1, {}})
                        .value()
                        .accepted);
    }
    static std::string ask(const std::vector<std::string>& words) {
        return sharedServer().ask(words);
    }
    [[nodiscard]] std::int64_t secondsLeft(const std::string& key) const {
        return std::stoll(ask({"TTL", key}));
    }
    [[nodiscard]] std::string score() const { return ask({"ZSCORE", active_, base::toText(id_)}); }

    static constexpr std::int64_t kSecond = 1'000'000;
    std::string prefix_ = newPrefix();
    base::Guid id_ = newId();
    std::string history_ = prefix_ + "progress:" + base::toText(id_) + ":history";
    std::string active_ = prefix_ + "progress:active";
    RunningStore running_{patientOptions(sharedServer()), {.ttl = 600s, .keyPrefix = prefix_}};
};

TEST_F(ScriptRedisTests, AHeartbeatIsWrittenOnceInASecondAndTimesToLiveWithIt) {
    publish(1);
    ask({"ZADD", active_, "5", base::toText(id_)});
    for (const auto& key : {history_, active_}) ask({"EXPIRE", key, "9"});
    publish(kSecond - 1);
    EXPECT_EQ(score(), "5");
    EXPECT_LE(secondsLeft(history_), 9);
    publish(kSecond);
    EXPECT_NE(score(), "5");
    EXPECT_GT(secondsLeft(history_), 500);
    EXPECT_GT(secondsLeft(active_), 500);
    publish(kSecond + 1, true);
    EXPECT_EQ(ask({"ZCARD", active_}), "0");
}

TEST_F(ScriptRedisTests, WhatWasLostAloneIsBackWithItsTimeToLiveWithinASecond) {
    publish(1);
    for (const auto& key : {history_, active_}) ask({"DEL", key});
    publish(2);
    EXPECT_GT(secondsLeft(history_), 500);
    publish(kSecond);
    EXPECT_GT(secondsLeft(active_), 500);
    EXPECT_EQ(running_.store().listActive().value().size(), 1U);
}

}  // namespace
}  // namespace jim::progress::redis
