#include "servers/RedisServer.hpp"
#include "transport/redis/Client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <optional>
#include <thread>

namespace jim::transport::redis {
namespace {

using namespace std::chrono_literals;
using servers::RedisServer;

class ClientRedisTests : public testing::Test {
protected:
    static RedisServer& server() {
        static RedisServer shared;
        return shared;
    }

    /// Patient, unless told otherwise: these machines are busy.
    static Options options(std::chrono::milliseconds time = 10s) {
        Options options;
        options.address = {"127.0.0.1", server().port()};
        options.connectTime = options.commandTime = time;
        return options;
    }

    void begin(Options options) {
        client_ = Client::make(std::move(options), clock_).value();
        client_->watch([this](const Status& status) {
            const std::scoped_lock lock{mutex_};
            states_.emplace_back(toText(status.state));
        });
        for (int i = 0; i < 2; ++i) threads_.emplace_back([this] { client_->run(); });
    }
    void end() {
        client_->stop();
        threads_.clear();
    }
    ~ClientRedisTests() override {
        if (client_) end();
    }

    std::string ask(Command command) {
        const auto replies = client_->execute({std::move(command)});
        return replies ? replies->front().text : replies.error().detail;
    }

    /// Makes the server busy for so many seconds.
    static Pipeline busy(std::string_view seconds) {
        Pipeline pipeline{1};
        pipeline.add({"DEBUG", "SLEEP", seconds});
        return pipeline;
    }

    base::SystemClock clock_;
    std::mutex mutex_;
    std::vector<std::string> states_;
    std::unique_ptr<Client> client_;
    std::vector<std::jthread> threads_;
};

TEST_F(ClientRedisTests, CommandsSentTogetherAreAnsweredTogetherInTheirOrder) {
    begin(options());
    const auto replies =
        client_->execute({{"SET", "a", "1"}, {"GET", "a"}, {"NONSENSE"}, {"INCR", "a"}}).value();
    ASSERT_EQ(replies.size(), 4U);
    EXPECT_EQ(replies[0].text, "OK");
    EXPECT_EQ(replies[1].text, "1");
    EXPECT_EQ(replies[2].errorCode(), "ERR");
    EXPECT_EQ(replies[3].integer, 2);
    EXPECT_TRUE(client_->execute({}).value().empty());
}

TEST_F(ClientRedisTests, ManyThreadsEachGetTheirOwnReplies) {
    begin(options());
    std::atomic<int> wrong{0};
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < 4; ++caller)
            callers.emplace_back([&, caller] {
                for (int i = 0; i < 200; ++i) {
                    const auto text = std::to_string(caller * 1000 + i);
                    if (ask({"ECHO", text}) != text) ++wrong;
                }
            });
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(client_->counters().connections, options().connections);
}

TEST_F(ClientRedisTests, ALateReplyIsNotGivenToTheNextCommand) {
    auto impatient = options(300ms);
    impatient.connections = 1;
    begin(impatient);
    EXPECT_EQ(ask({"ECHO", "ready"}), "ready");
    // Longer than a command may take, shorter than makes the connection go.
    EXPECT_EQ(ask({"DEBUG", "SLEEP", "0.4"}), "silent");
    EXPECT_EQ(ask({"ECHO", "next"}), "next");
    EXPECT_GE(client_->counters().timeouts, 1U);
}

TEST_F(ClientRedisTests, ACutConnectionIsReplacedWithoutAnybodyNoticing) {
    begin(options());
    EXPECT_EQ(ask({"ECHO", "before"}), "before");
    server().ask({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
    std::string after = ask({"ECHO", "after"});
    // What was under way when it was cut may be lost, once on each connection.
    for (std::size_t i = 0; i < options().connections && after != "after"; ++i)
        after = ask({"ECHO", "after"});
    EXPECT_EQ(after, "after");
    end();
    EXPECT_EQ(states_, (std::vector<std::string>{"up"}));
}

TEST_F(ClientRedisTests, CallsFailAtOnceWhileItIsDownAndWorkAgainWhenItIsBack) {
    RedisServer own;
    auto nowhere = options(2s);
    nowhere.address.port = own.port();
    begin(nowhere);
    EXPECT_EQ(ask({"ECHO", "x"}), "x");
    own.kill();
    while (client_->status().state != State::Down) std::this_thread::yield();
    const auto began = clock_.steady();
    for (int i = 0; i < 100; ++i) EXPECT_EQ(ask({"ECHO", "x"}), "unreachable");
    EXPECT_LT(clock_.steady() - began, 1s);
    own.start();
    while (client_->status().state != State::Up) std::this_thread::yield();
    EXPECT_EQ(ask({"ECHO", "x"}), "x");
    end();
    EXPECT_EQ(states_, (std::vector<std::string>{"up", "down", "up"}));
}

TEST_F(ClientRedisTests, ASubscriptionGivesOnWhatIsPublishedAndSaysWhenItBeganAnew) {
    begin(options());
    std::latch twice{2};
    std::latch message{1};
    client_->subscribe(
        "news", [&] { twice.count_down(); },
        [&](const std::string& text) {
            if (text == "hello") message.count_down();
        });
    while (server().ask({"PUBLISH", "news", "hello"}) == "0") std::this_thread::yield();
    message.wait();
    EXPECT_TRUE(client_->settle());
    server().ask({"CLIENT", "KILL", "TYPE", "pubsub"});
    twice.wait();
}

TEST_F(ClientRedisTests, WhatWaitsIsToldOfTheEnd) {
    begin(options());
    EXPECT_EQ(ask({"ECHO", "x"}), "x");
    std::latch told{1};
    std::string outcome;
    client_->send(busy("0.2"), [&](const base::Result<std::vector<Reply>>& result) {
        outcome = result ? "answered" : result.error().detail;
        told.count_down();
    });
    end();
    told.wait();
    EXPECT_EQ(outcome, "unreachable");
    EXPECT_EQ(ask({"ECHO", "x"}), "unreachable");
}

TEST_F(ClientRedisTests, TooManyAtOnceAreRefusedInsteadOfKept) {
    auto few = options();
    few.connections = 1;
    few.maxWaiting = 3;
    begin(few);
    EXPECT_EQ(ask({"ECHO", "x"}), "x");
    std::atomic<int> refused{0};
    std::latch all{10};
    for (int i = 0; i < 10; ++i)
        client_->send(busy("0.01"), [&](const base::Result<std::vector<Reply>>& result) {
            if (!result && result.error().detail == "refused") ++refused;
            all.count_down();
        });
    all.wait();
    EXPECT_GE(refused, 1);
    EXPECT_EQ(ask({"ECHO", "x"}), "x");
}

TEST_F(ClientRedisTests, APlainRedisBehindTlsSettingsIsDownAndNotWaitedFor) {
    auto wrong = options(300ms);
    wrong.address.host = "localhost";
    wrong.tls.enabled = true;
    begin(wrong);
    while (client_->status().state != State::Down) std::this_thread::yield();
    const auto trouble = client_->status().failure.trouble;
    EXPECT_TRUE(trouble == Trouble::Tls || trouble == Trouble::Silent) << toText(trouble);
}

}  // namespace
}  // namespace jim::transport::redis
