#include "progress/redis/RedisOneTimeValues.hpp"
#include "progress/redis/test/RunningStore.hpp"

#include <array>
#include <atomic>

namespace jim::progress::redis {
namespace {

/// A client of its own, as each process has one.
class RunningClient {
public:
    explicit RunningClient(const servers::RedisServer& server)
        : client_(transport::redis::Client::make(patientOptions(server), clock_).value()) {
        for (auto& thread : threads_) thread = std::jthread{[this] { client_->run(); }};
        while (client_->status().state == transport::redis::State::Connecting)
            std::this_thread::yield();
    }
    ~RunningClient() { client_->stop(); }
    transport::redis::Client& operator*() { return *client_; }

private:
    base::SystemClock clock_;
    std::unique_ptr<transport::redis::Client> client_;
    std::array<std::jthread, 2> threads_;
};

using Value = std::optional<std::string>;

TEST(RedisOneTimeValuesTests, WhatOneProcessLeavesAnotherTakesOnce) {
    RunningClient here{sharedServer()};
    RunningClient there{sharedServer()};
    const auto prefix = newPrefix();
    RedisOneTimeValues first{*here, prefix};
    RedisOneTimeValues second{*there, prefix};
    RedisOneTimeValues elsewhere{*there, newPrefix()};
    ASSERT_TRUE(first.keep("a", "one", 60s));
    ASSERT_TRUE(first.keep("b", "two", 60s));
    EXPECT_EQ(elsewhere.take("a").value(), Value{});
    EXPECT_EQ(second.take("a").value(), Value{"one"});
    EXPECT_EQ(first.take("a").value(), Value{});
    EXPECT_EQ(second.take("a").value(), Value{});
    EXPECT_EQ(first.take("b").value(), Value{"two"});
    EXPECT_EQ(first.take("c").value(), Value{});
}

TEST(RedisOneTimeValuesTests, OneOfManyWhoTryAtTheSameTimeTakesIt) {
    RunningClient client{sharedServer()};
    const auto prefix = newPrefix();
    for (int round = 0; round < 50; ++round) {
        RedisOneTimeValues values{*client, prefix};
        ASSERT_TRUE(values.keep("a", "one", 60s));
        std::atomic<int> taken{0};
        std::array<std::jthread, 4> takers;
        for (auto& taker : takers)
            taker = std::jthread{[&] { taken += values.take("a").value() ? 1 : 0; }};
        for (auto& taker : takers) taker.join();
        ASSERT_EQ(taken, 1) << round;
    }
}

TEST(RedisOneTimeValuesTests, AValueExpires) {
    RunningClient client{sharedServer()};
    const auto prefix = newPrefix();
    RedisOneTimeValues values{*client, prefix};
    ASSERT_TRUE(values.keep("a", "one", 60s));
    const auto left =
        (*client).execute({{"PTTL", prefix + "progress:once:a"}}).value().front().integer;
    EXPECT_GT(left, 0);
    EXPECT_LE(left, 60'000);
    ASSERT_TRUE((*client).execute({{"PEXPIRE", prefix + "progress:once:a", "0"}}));
    EXPECT_EQ(values.take("a").value(), Value{});
}

/// What was flushed, or had to give way to something else, is not there to be taken again.
TEST(RedisOneTimeValuesTests, WhatRedisHasLostIsTaken) {
    servers::RedisServer server;
    RunningClient client{server};
    RedisOneTimeValues values{*client, ""};
    ASSERT_TRUE(values.keep("a", "one", 60s));
    ASSERT_TRUE((*client).execute({{"FLUSHALL"}}));
    EXPECT_EQ(values.take("a").value(), Value{});
}

TEST(RedisOneTimeValuesTests, WhatIsNoneOfOursIsNotTaken) {
    RunningClient client{sharedServer()};
    const auto prefix = newPrefix();
    RedisOneTimeValues values{*client, prefix};
    const std::string key = prefix + "progress:once:a";
    ASSERT_TRUE((*client).execute({{"RPUSH", key, "x"}}));
    EXPECT_FALSE(values.take("a"));
    EXPECT_EQ(values.take("a").value(), Value{}) << "and is gone";
    ASSERT_TRUE((*client).execute({{"SET", key, std::string(1'000'000, 'x')}}));
    EXPECT_EQ(values.take("a").value()->size(), 1024U);
}

TEST(RedisOneTimeValuesTests, FailsWithoutRedis) {
    servers::RedisServer server;
    RunningClient client{server};
    RedisOneTimeValues values{*client, ""};
    EXPECT_TRUE(values.keep("a", "one", 60s));
    server.kill();
    while (values.keep("b", "two", 60s)) std::this_thread::yield();
    EXPECT_EQ(values.keep("b", "two", 60s).error().kind, base::ErrorKind::Unavailable);
    EXPECT_EQ(values.take("a").error().kind, base::ErrorKind::Unavailable);
}

}  // namespace
}  // namespace jim::progress::redis
