#include "apps/cli/FollowSession.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

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
    const auto begin = session_.question(now_);
    EXPECT_EQ(begin.path, std::string{"/activities/"} + test::kActivity + "/progress");
    EXPECT_TRUE(begin.headers.empty()) << "nothing to compare with, nothing to wait for";
    const auto first = answer(200, test::importDocument(), "\"1.e.57\"");
    ASSERT_TRUE(first.snapshot);
    const auto next = session_.question(now_);
    ASSERT_EQ(next.headers.size(), 2U);
    EXPECT_EQ(next.headers[0].value, "\"1.e.57\"");
    EXPECT_EQ(next.headers[1].name, "Prefer");
    EXPECT_EQ(next.headers[1].value, "wait=10");
    const auto same = answer(304);
    EXPECT_FALSE(same.snapshot);
    EXPECT_EQ(session_.question(now_).headers[0].value, "\"1.e.57\"");
    EXPECT_EQ(session_.state(), State::Progress);
}

TEST_F(FollowSessionTests, StaysFarBelowTheServersLimitOfRequests) {
    std::map<long, int> inMinute;
    const auto begin = now_;
    while (now_ - begin < 5min) {
        static_cast<void>(session_.question(now_));
        ++inMinute[std::chrono::duration_cast<std::chrono::minutes>(now_ - begin).count()];
        // A server that has something new whenever it is asked.
        now_ += answer(200, test::importDocument(), "\"1.e.57\"").pause;
    }
    for (const auto& [minute, count] : inMinute) EXPECT_LE(count, 100) << minute;
}

TEST_F(FollowSessionTests, AsksAgainAtOnceAfterTheServerHasWaited) {
    static_cast<void>(session_.question(now_));
    now_ += 10s;
    EXPECT_EQ(answer(304).pause, 0s);
    static_cast<void>(session_.question(now_));
    EXPECT_EQ(answer(200, test::importDocument()).pause, 1s);
}

TEST_F(FollowSessionTests, AServerThatDoesNotWaitIsAskedAsOftenAsItSays) {
    static_cast<void>(session_.question(now_));
    EXPECT_EQ(answer(304).pause, 1s);
    static_cast<void>(session_.question(now_));
    EXPECT_EQ(session_.onAnswer(Answer{304, "", "", 4s}, now_).pause, 4s);
}

TEST_F(FollowSessionTests, EndsWithTheRun) {
    EXPECT_TRUE(answer(200, test::endDocument()).snapshot->terminal);
    EXPECT_EQ(session_.state(), State::Ended);
}

TEST_F(FollowSessionTests, ExpiredProgressFallsBackToTheActivity) {
    EXPECT_FALSE(answer(404, R"({"code":"PROGRESS_EXPIRED"})").snapshot);
    EXPECT_EQ(session_.state(), State::Activity);
    EXPECT_EQ(session_.question(now_).path, std::string{"/activities/"} + test::kActivity);
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
    EXPECT_THAT(noAnswer().notice, HasSubstr("Trying again: Nothing answers."));
    now_ += 30s;
    EXPECT_EQ(noAnswer().notice, "");
    EXPECT_EQ(answer(200, test::importDocument()).notice, "The server answers again.");
    now_ += 50s;
    EXPECT_THAT(noAnswer().notice, HasSubstr("Trying again:"));
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

TEST_F(FollowSessionTests, AServerThatCountsRequestsIsWaitedForAsItAsks) {
    const auto step = session_.onAnswer(Answer{429, "{}", "", 40s}, now_);
    EXPECT_EQ(step.pause, 40s);
    EXPECT_THAT(step.notice, HasSubstr("no more requests of this key for 40 s"));
    for (int minute = 0; minute < 5; ++minute, now_ += 1min)
        EXPECT_EQ(session_.onAnswer(Answer{429, "{}", "", 40s}, now_).notice, "");
    EXPECT_EQ(session_.state(), State::Progress) << "it answers: that is no reason to give up";
    EXPECT_EQ(answer(200, test::importDocument()).notice, "The server answers again.");
    EXPECT_EQ(session_.onAnswer(Answer{503, "", "", 3600s}, now_).pause, 5s);
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
