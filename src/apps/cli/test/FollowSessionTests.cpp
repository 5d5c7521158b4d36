#include "apps/cli/FollowSession.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

using namespace std::chrono_literals;
using State = FollowSession::State;
using testing::HasSubstr;

class FollowSessionTests : public testing::Test {
protected:
    FollowSession::Step answer(int status, std::string body = {}, std::string etag = {}) {
        return session_.onAnswer(Answer{status, std::move(body), std::move(etag), {}}, now_);
    }
    FollowSession::Step noAnswer() {
        return session_.onAnswer(
            base::fail(base::Error{base::ErrorKind::Unavailable, "Nothing answers.", {}, {}}),
            now_);
    }

    FollowSession::Time now_{5s};
    FollowSession session_{test::kActivity, now_};
};

TEST_F(FollowSessionTests, AsksForWhatItDoesNotHave) {
    EXPECT_EQ(session_.path(), std::string{"/activities/"} + test::kActivity + "/progress");
    EXPECT_EQ(session_.etag(), "");
    const auto first = answer(200, test::importDocument(), "\"1.e.57\"");
    ASSERT_TRUE(first.snapshot);
    EXPECT_EQ(session_.etag(), "\"1.e.57\"");
    const auto same = answer(304);
    EXPECT_FALSE(same.snapshot);
    EXPECT_EQ(session_.etag(), "\"1.e.57\"");
    EXPECT_EQ(session_.state(), State::Progress);
}

TEST_F(FollowSessionTests, AsksLessOftenTheLongerItTakes) {
    EXPECT_EQ(answer(304).pause, 250ms);
    now_ += 30s;
    EXPECT_EQ(answer(304).pause, 500ms);
    now_ += 1h;
    EXPECT_EQ(answer(304).pause, 1s);
}

TEST_F(FollowSessionTests, EndsWithTheRun) {
    EXPECT_TRUE(answer(200, test::endDocument()).snapshot->terminal);
    EXPECT_EQ(session_.state(), State::Ended);
}

TEST_F(FollowSessionTests, ExpiredProgressFallsBackToTheActivity) {
    EXPECT_FALSE(answer(404, R"({"code":"PROGRESS_EXPIRED"})").snapshot);
    EXPECT_EQ(session_.state(), State::Activity);
    EXPECT_EQ(session_.path(), std::string{"/activities/"} + test::kActivity);
    EXPECT_TRUE(answer(200, test::endedActivity()).snapshot->terminal);
    EXPECT_EQ(session_.state(), State::Ended);
}

TEST_F(FollowSessionTests, ARunThatLostItsProgressIsAskedAgain) {
    static_cast<void>(answer(404));
    const auto step = answer(200, test::endedActivity("InProgress"));
    EXPECT_EQ(step.snapshot->source, "degraded");
    EXPECT_EQ(session_.state(), State::Progress);
    EXPECT_GT(step.pause, 0ms);
}

TEST_F(FollowSessionTests, AnUnknownActivityIsTrouble) {
    static_cast<void>(answer(404));
    static_cast<void>(answer(404, R"({"code":"NOT_FOUND","message":"Activity was not found."})"));
    EXPECT_EQ(session_.state(), State::Trouble);
    EXPECT_EQ(session_.trouble().message, "Activity was not found.");
}

TEST_F(FollowSessionTests, AnOutageIsSaidOnceAndForgottenWhenItIsOver) {
    EXPECT_THAT(noAnswer().notice, HasSubstr("Nothing answers. Trying again"));
    now_ += 30s;
    EXPECT_EQ(noAnswer().notice, "");
    EXPECT_EQ(answer(200, test::importDocument()).notice, "The server answers again.");
    now_ += 50s;
    EXPECT_THAT(noAnswer().notice, HasSubstr("Trying again"));
    now_ += 50s;
    EXPECT_EQ(noAnswer().notice, "");
    EXPECT_EQ(session_.state(), State::Progress);
}

TEST_F(FollowSessionTests, AnOutageOfAMinuteIsTrouble) {
    for (int second = 0; second < 60; ++second, now_ += 1s) {
        EXPECT_EQ(noAnswer().pause, 1s);
        EXPECT_EQ(session_.state(), State::Progress);
    }
    static_cast<void>(noAnswer());
    EXPECT_EQ(session_.state(), State::Trouble);
    EXPECT_EQ(session_.trouble().message, "Nothing answers.");
}

TEST_F(FollowSessionTests, ABusyServerIsWaitedForAsItAsks) {
    const auto step = session_.onAnswer(Answer{429, "{}", "", 3s}, now_);
    EXPECT_EQ(step.pause, 3s);
    EXPECT_EQ(session_.onAnswer(Answer{503, "", "", 3600s}, now_).pause, 5s);
    EXPECT_EQ(session_.state(), State::Progress);
}

TEST_F(FollowSessionTests, ARefusalIsTroubleAtOnce) {
    static_cast<void>(answer(403, R"({"message":"Your key may not read this."})"));
    EXPECT_EQ(session_.state(), State::Trouble);
    EXPECT_EQ(session_.trouble().message, "Your key may not read this.");
}

TEST_F(FollowSessionTests, AnAnswerThatIsNoProgressIsTrouble) {
    static_cast<void>(answer(200, "<html>"));
    EXPECT_EQ(session_.state(), State::Trouble);
}

}  // namespace
}  // namespace jim::apps::cli
