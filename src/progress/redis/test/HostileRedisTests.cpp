#include "progress/redis/test/RunningStore.hpp"

#include <latch>

namespace jim::progress::redis {
namespace {

/// Somebody who can talk to that Redis, and means harm.
class HostileRedisTests : public testing::Test {
protected:
    void put(const std::string& value) { ask({"SET", key(), value}); }
    std::string ask(std::vector<std::string> words) { return sharedServer().ask(words); }
    std::string key() { return prefix_ + "progress:" + base::toText(id_); }

    void expectRefused(const std::string& what) {
        const auto before = running_.store().status().malformed;
        const auto read = running_.store().get(id_);
        ASSERT_FALSE(read) << what;
        EXPECT_EQ(read.error().kind, base::ErrorKind::Unavailable) << what;
        EXPECT_EQ(running_.store().status().malformed, before + 1) << what;
    }

    const std::string prefix_ = newPrefix();
    const base::Guid id_ = newId();
    RunningStore running_{patientOptions(sharedServer()), {.ttl = 600s, .keyPrefix = prefix_}};
};

TEST_F(HostileRedisTests, ValuesThatNoPublisherWroteAreRefusedAndCounted) {
    const auto good = snapshotOf(id_, 1, 1).document;
    const auto with = [&](std::string_view from, std::string_view to) {
        auto text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const auto& value : std::vector<std::string>{
             "garbage", "{}", "[]", "null", std::string(20, '\0'), std::string(9000, '['),
             with("\"display\":\"", "\"display\":\"<script>alert(1)</script>"),
             with("\"display\":\"", "\"display\":\"\\u001b[2J"),
             with("\"revision\":1", "\"revision\":\"one\""),
             with("\"totalErrors\":0", "\"totalErrors\":1e999"), good + good,
             snapshotOf(newId(), 1, 1).document}) {
        put(value);
        expectRefused(value);
    }
}

TEST_F(HostileRedisTests, WhatIsTooLargeIsRefusedWithoutBeingSent) {
    put(std::string(30U * 1024 * 1024, 'x'));
    expectRefused("30 MiB");
    EXPECT_EQ(running_.store().status().connections, 2U);
}

TEST_F(HostileRedisTests, KeysOfAnotherTypeAreRefusedAndGiveWayToTheNextPublish) {
    ask({"RPUSH", key(), "a", "b"});
    expectRefused("a list");
    ask({"SET", key() + ":history", "text"});
    ask({"SET", prefix_ + "progress:active", "text"});
    EXPECT_FALSE(running_.store().history(id_));
    EXPECT_FALSE(running_.store().listActive());
    ASSERT_TRUE(running_.store().update(snapshotOf(id_, 1, 1), HistoryPoint{{1}, 1, {}}));
    EXPECT_NE(running_.store().get(id_).value(), nullptr);
    EXPECT_EQ(running_.store().history(id_).value().size(), 1U);
    EXPECT_EQ(running_.store().listActive().value().size(), 1U);
}

TEST_F(HostileRedisTests, GarbageUnderAKeyGivesWayToTheNextPublish) {
    for (const auto& value : std::vector<std::string>{
             "garbage", R"({"schema":1,"attempt":99999999999999999999})", std::string(2000, 'x')}) {
        put(value);
        EXPECT_TRUE(running_.store().update(snapshotOf(id_, 1, 1), {}).value().accepted);
        EXPECT_EQ(running_.store().get(id_).value()->revision, 1);
    }
}

TEST_F(HostileRedisTests, MembersAndPointsThatAreNoneAreLeftOut) {
    ASSERT_TRUE(running_.store().update(snapshotOf(id_, 1, 1), HistoryPoint{{1}, 1, {}}));
    ask({"ZADD", prefix_ + "progress:active", "9999999999", std::string(100'000, 'x')});
    ask({"ZADD", prefix_ + "progress:active", "9999999999", base::toText(newId())});
    for (const auto& point : std::vector<std::string>{"", "1 2", "1 2 nan", "1 2 3 4", "-1 2 -",
                                                      std::string(100'000, '1')})
        ask({"RPUSH", key() + ":history", point});
    EXPECT_EQ(running_.store().listActive().value().size(), 1U);
    EXPECT_EQ(running_.store().history(id_).value().size(), 1U);
    EXPECT_EQ(running_.store().status().malformed, 7U);
}

TEST_F(HostileRedisTests, MessagesThatAreNoSnapshotsReachNobody) {
    std::vector<std::int64_t> told;
    const auto subscription = running_.store().subscribe(
        [&](const SnapshotPtr& snapshot) { told.push_back(snapshot->revision); });
    for (const auto& message :
         std::vector<std::string>{"", "garbage", "{\"schema\":1}", std::string(20'000, 'x')})
        ask({"PUBLISH", prefix_ + "progress", message});
    ASSERT_TRUE(running_.store().update(snapshotOf(id_, 1, 1), {}));
    ASSERT_TRUE(running_.store().settle());
    EXPECT_EQ(told, (std::vector<std::int64_t>{1}));
    EXPECT_EQ(running_.store().status().malformed, 4U);
}

TEST_F(HostileRedisTests, AMessageOfManyMegabytesEndsItsConnectionAndNothingElse) {
    std::latch newest{1};
    const auto subscription = running_.store().subscribe([&](const SnapshotPtr& snapshot) {
        if (snapshot->revision == 2) newest.count_down();
    });
    ASSERT_TRUE(running_.store().update(snapshotOf(id_, 1, 1), {}));
    ask({"PUBLISH", prefix_ + "progress", std::string(8U * 1024 * 1024, 'x')});
    ASSERT_TRUE(running_.store().update(snapshotOf(id_, 1, 2), {}));
    // Missed or not, the state is read again when the subscription is back.
    newest.wait();
    EXPECT_NE(running_.store().get(id_).value(), nullptr);
}

TEST_F(HostileRedisTests, TheLogSaysItOnce) {
    for (int i = 0; i < 20; ++i) {
        put("garbage " + std::to_string(i));
        (void)running_.store().get(id_);
    }
    running_.stop();
    EXPECT_EQ(running_.log().count("did not write"), 1U);
}

}  // namespace
}  // namespace jim::progress::redis
