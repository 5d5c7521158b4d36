#include "transport/redis/impl/ReplyQueue.hpp"

#include <gtest/gtest.h>

namespace jim::transport::redis::impl {
namespace {

using namespace std::chrono_literals;

class ReplyQueueTests : public testing::Test {
protected:
    /// Notes what it is told as `name:replies` or `name!trouble`.
    Completion note(std::string name) {
        return [this, name = std::move(name)](const base::Result<std::vector<Reply>>& result) {
            std::string text = name;
            if (!result) text += "!" + result.error().detail;
            if (result)
                for (const auto& reply : *result) text += ":" + reply.text;
            told_.push_back(text);
        };
    }
    static Reply reply(std::string text) { return {Reply::Kind::Text, std::move(text), 0, {}}; }

    const Failure silent_{Trouble::Silent, "late"};
    std::vector<std::string> told_;
    ReplyQueue queue_;
};

TEST_F(ReplyQueueTests, RepliesGoToThoseWhoAskedInTheirOrder) {
    queue_.expect(1, 1s, note("a"));
    queue_.expect(2, 1s, note("b"));
    EXPECT_TRUE(queue_.take(reply("1")));
    EXPECT_TRUE(queue_.take(reply("2")));
    EXPECT_EQ(told_, (std::vector<std::string>{"a:1"}));
    EXPECT_TRUE(queue_.take(reply("3")));
    EXPECT_EQ(told_, (std::vector<std::string>{"a:1", "b:2:3"}));
}

TEST_F(ReplyQueueTests, AReplyThatNobodyAskedForIsNoticed) {
    EXPECT_FALSE(queue_.take(reply("1")));
}

TEST_F(ReplyQueueTests, ALateReplyGoesToTheTombstoneAndNotToTheNext) {
    queue_.expect(1, 1s, note("a"));
    queue_.expect(1, 9s, note("b"));
    EXPECT_EQ(queue_.expire(2s, silent_), 1U);
    EXPECT_EQ(queue_.expire(3s, silent_), 0U);
    EXPECT_EQ(queue_.silentSince(), 1s);
    EXPECT_TRUE(queue_.take(reply("late")));
    EXPECT_TRUE(queue_.take(reply("good")));
    EXPECT_EQ(told_, (std::vector<std::string>{"a!silent", "b:good"}));
    EXPECT_EQ(queue_.silentSince(), std::nullopt);
    EXPECT_EQ(queue_.size(), 0U);
}

TEST_F(ReplyQueueTests, WhoGotHalfOfItsRepliesIsToldOnceToo) {
    queue_.expect(2, 1s, note("a"));
    EXPECT_TRUE(queue_.take(reply("1")));
    EXPECT_EQ(queue_.expire(1s, silent_), 1U);
    EXPECT_TRUE(queue_.take(reply("2")));
    EXPECT_FALSE(queue_.take(reply("3")));
    EXPECT_EQ(told_, (std::vector<std::string>{"a!silent"}));
}

TEST_F(ReplyQueueTests, AllThatWaitAreToldOfTheEnd) {
    queue_.expect(1, 1s, note("a"));
    queue_.expect(1, 2s, note("b"));
    EXPECT_EQ(queue_.expire(1s, silent_), 1U);
    queue_.failAll({Trouble::Unreachable, "gone"});
    EXPECT_EQ(told_, (std::vector<std::string>{"a!silent", "b!unreachable"}));
    EXPECT_EQ(queue_.size(), 0U);
}

}  // namespace
}  // namespace jim::transport::redis::impl
