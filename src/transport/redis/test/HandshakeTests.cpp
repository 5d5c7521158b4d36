#include "transport/redis/impl/Handshake.hpp"

#include <gtest/gtest.h>

namespace jim::transport::redis::impl {
namespace {

Reply text(std::string value) {
    return {Reply::Kind::Text, std::move(value), 0, {}};
}
Reply error(std::string value) {
    return {Reply::Kind::Error, std::move(value), 0, {}};
}
Reply array(std::vector<Reply> elements) {
    return {Reply::Kind::Array, {}, 0, std::move(elements)};
}

class HandshakeTests : public testing::Test {
protected:
    Failure judge(std::vector<Reply> replies) { return judgeGreeting(options_, replies); }

    void expectSent(std::vector<Command> expected) {
        const auto commands = greeting(options_);
        ASSERT_EQ(commands.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            EXPECT_EQ(commands[i].encode(), expected[i].encode());
    }

    Options options_;
    const Reply hello_ = array({text("server"), text("redis")});
    const Reply master_ = array({text("master"), {}, {}});
};

TEST_F(HandshakeTests, SaysWhoWeAreInOneRoundTrip) {
    expectSent({{"HELLO", "2", "SETNAME", "jim"}, {"ROLE"}});
    options_.password = base::Secret{"secret"};
    expectSent({{"HELLO", "2", "AUTH", "default", "secret", "SETNAME", "jim"}, {"ROLE"}});
    options_.username = "progress";
    options_.database = 3;
    expectSent({{"HELLO", "2", "AUTH", "progress", "secret", "SETNAME", "jim"},
                {"SELECT", "3"},
                {"ROLE"}});
}

TEST_F(HandshakeTests, AMasterIsGood) {
    EXPECT_EQ(judge({hello_, master_}).trouble, Trouble::None);
    options_.database = 1;
    EXPECT_EQ(judge({hello_, text("OK"), master_}).trouble, Trouble::None);
}

TEST_F(HandshakeTests, EveryRefusalSaysWhatToDo) {
    EXPECT_EQ(judge({error("WRONGPASS invalid"), error("NOAUTH")}).trouble, Trouble::Credentials);
    EXPECT_EQ(judge({error("NOAUTH needed"), error("NOAUTH")}).trouble, Trouble::Credentials);
    EXPECT_EQ(judge({error("ERR unknown command 'HELLO'"), master_}).trouble, Trouble::Protocol);
    EXPECT_EQ(judge({hello_, error("NOPERM no role")}).trouble, Trouble::Permission);
    EXPECT_EQ(judge({hello_, array({text("slave")})}).trouble, Trouble::ReadOnly);
    EXPECT_EQ(judge({hello_, text("master")}).trouble, Trouble::Protocol);
    options_.database = 99;
    const auto failure = judge({hello_, error("ERR DB index is out of range"), master_});
    EXPECT_EQ(failure.trouble, Trouble::Refused);
    EXPECT_NE(failure.message.find("JIM_REDIS_DATABASE"), std::string::npos);
}

TEST_F(HandshakeTests, ASentinelSaysWhereTheMasterIs) {
    options_.masterName = "jim";
    const auto ask = [&](Reply reply) {
        return judgeSentinel(options_, std::vector<Reply>{std::move(reply)});
    };
    const auto good = ask(array({text("10.0.0.1"), text("6380")}));
    EXPECT_EQ(good.failure.trouble, Trouble::None);
    EXPECT_EQ(good.address, (Address{"10.0.0.1", 6380}));
    EXPECT_EQ(ask(Reply{}).failure.trouble, Trouble::NoMaster);
    EXPECT_EQ(ask(error("NOAUTH")).failure.trouble, Trouble::NoMaster);
    for (const char* port : {"0", "65536", "-1", "x", ""})
        EXPECT_EQ(ask(array({text("10.0.0.1"), text(port)})).failure.trouble, Trouble::NoMaster);
}

TEST_F(HandshakeTests, WhatAServerSaysIsShownOnOneCleanLine) {
    const auto failure = failureOf("ERR \x1B[31mred\nline " + std::string(500, 'x'));
    EXPECT_EQ(failure.trouble, Trouble::Refused);
    EXPECT_EQ(failure.message.find('\x1B'), std::string::npos);
    EXPECT_EQ(failure.message.find('\n'), std::string::npos);
    EXPECT_LT(failure.message.size(), 200U);
}

}  // namespace
}  // namespace jim::transport::redis::impl
