#include "api/live_progress/LongPoll.hpp"
#include "api/test/WatchFixture.hpp"

#include <gmock/gmock.h>

#include <atomic>

namespace jim::api {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using transport::http::bodyOf;
using transport::http::statusOf;

using LongPollTests = WatchFixture;

TEST_F(LongPollTests, AnswersWithTheChangeWhenItComes) {
    const auto id = start();
    auto client = poll(id, etagOf(id), "wait=20");
    awaitWatchers(1);
    const auto run = attend(id);
    const auto answer = client.answer();
    EXPECT_EQ(statusOf(answer), 200);
    EXPECT_THAT(answer, HasSubstr("\r\nPreference-Applied: wait=20\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nETag: " + etagOf(id) + "\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nRetry-After: 1\r\n"));
    EXPECT_THAT(std::string{bodyOf(answer)}, HasSubstr(R"("state":"running")"));
    awaitWatchers(0);
}

/// Behind another node it may have seen what this one's memory does not know yet.
TEST_F(LongPollTests, OneThatHasSeenANewerOneIsNotAnsweredFromMemory) {
    const auto id = start();
    std::atomic<int> later{0};
    transport::http::RunningServer server{
        [&](transport::http::Request&& request, transport::http::Responder respond) {
            if (api_->handleAtOnce(request, respond)) return;
            ++later;
            api_->handle(std::move(request), std::move(respond));
        }};
    const auto isAtOnce = [&](const std::string& header, std::string_view tag) {
        const auto before = later.load();
        Follower client{server.port(), key_, path(id), {{header, std::string{tag}}}};
        (void)client.answer();
        return later.load() == before;
    };
    const auto tag = etagOf(id);
    (void)isAtOnce("If-None-Match", tag);  // The key is known now.
    for (const auto& seen :
         {tag, std::string{"*"}, std::string{R"("0.x.0", W/"x")"}, std::string{R"(W/, ,".)"}})
        EXPECT_TRUE(isAtOnce("If-None-Match", seen)) << seen;
    for (const auto* seen : {R"("0.x.99")", R"("1.x.1")", R"(W/"x", W/"0.x.99.lost")"})
        EXPECT_FALSE(isAtOnce("If-None-Match", seen)) << seen;
    EXPECT_FALSE(isAtOnce("Last-Event-ID", "0.x.99"));
}

TEST_F(LongPollTests, GathersChangesForHalfASecond) {
    const auto id = start();
    const auto run = attend(id);
    auto client = poll(id, etagOf(id), "wait=20");
    awaitWatchers(1);
    for (const auto* phase : {"import.fetch", "import.process"}) {
        run->enter(phase);
        publish();
    }
    clock_.advance(live_progress::kGathering - std::chrono::milliseconds{1});
    publish();
    EXPECT_EQ(api_->watchers(), 1U);
    const auto newest = etagOf(id);
    pass(std::chrono::milliseconds{1});
    EXPECT_THAT(client.answer(), HasSubstr("\r\nETag: " + newest + "\r\n"));
}

TEST_F(LongPollTests, SaysThatNothingHasChangedWhenTheTimeIsUp) {
    const auto id = start();
    const auto etag = etagOf(id);
    auto client = poll(id, etag, "respond-async, wait=1");
    awaitWatchers(1);
    pass(seconds{1});
    const auto answer = client.answer();
    EXPECT_EQ(statusOf(answer), 304);
    EXPECT_THAT(answer, HasSubstr("\r\nPreference-Applied: wait=1\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nETag: " + etag + "\r\n"));
    EXPECT_EQ(bodyOf(answer), "");
}

TEST_F(LongPollTests, NeverWaitsLongerThanThirtySeconds) {
    const auto id = start();
    auto client = poll(id, etagOf(id), "wait=3600");
    awaitWatchers(1);
    pass(seconds{29});
    EXPECT_EQ(api_->watchers(), 1U);
    pass(seconds{1});
    EXPECT_THAT(client.answer(), HasSubstr("Preference-Applied: wait=30\r\n"));
}

TEST_F(LongPollTests, AnswersAtOnceWhatTheClientHasNotSeen) {
    const auto id = start();
    EXPECT_EQ(statusOf(poll(id, "\"0.other.1\"", "wait=20").answer()), 200);
    EXPECT_EQ(statusOf(follow(path(id), {{"Prefer", "wait=20"}}).answer()), 200);
}

TEST_F(LongPollTests, APreferenceThatMakesNoSenseIsIgnored) {
    const auto id = start();
    for (const auto* prefer : {"wait=soon", "wait=-1", "wait=0", "wait", "await=5", "wait=1x"})
        EXPECT_EQ(statusOf(poll(id, etagOf(id), prefer).answer()), 304) << prefer;
}

TEST_F(LongPollTests, DoesNotWaitForARunThatHasEnded) {
    const auto id = start();
    const auto run = attend(id);
    finish(*run);
    const auto answer = poll(id, etagOf(id), "wait=20").answer();
    EXPECT_EQ(statusOf(answer), 304);
    EXPECT_THAT(answer, testing::Not(HasSubstr("Retry-After")));
}

TEST_F(LongPollTests, TellsTheEnd) {
    const auto id = start();
    const auto run = attend(id);
    auto client = poll(id, etagOf(id), "wait=20");
    awaitWatchers(1);
    finish(*run);
    const auto answer = client.answer();
    EXPECT_THAT(answer, HasSubstr(R"("state":"complete")"));
    EXPECT_THAT(answer, testing::Not(HasSubstr("Retry-After")));
}

TEST_F(LongPollTests, TellsThatTheWorkerIsLost) {
    const auto id = start();
    const auto run = attend(id);
    auto client = poll(id, etagOf(id), "wait=20");
    awaitWatchers(1);
    pass(std::chrono::milliseconds{3'001});
    const auto answer = client.answer();
    EXPECT_EQ(statusOf(answer), 200);
    EXPECT_THAT(answer, HasSubstr(".lost\"\r\n"));
    EXPECT_THAT(answer, HasSubstr(R"("state":"worker_lost")"));
}

TEST_F(LongPollTests, WhatIsNotThereIsNotWaitedFor) {
    EXPECT_EQ(statusOf(poll(base::newGuid(clock_.now()), "\"1\"", "wait=20").answer()), 404);
    const auto expired = poll(makeOldRun().id, "\"1\"", "wait=20").answer();
    EXPECT_EQ(statusOf(expired), 404);
    EXPECT_THAT(expired, HasSubstr("PROGRESS_EXPIRED"));
}

TEST_F(LongPollTests, IsRefusedSoonAfterItsKeyWasRevoked) {
    const auto id = start();
    const auto etag = etagOf(id);
    const auto reader = makeKey("reader", {security::Role::Reader});
    Follower theirs{
        server_.port(), reader, path(id), {{"If-None-Match", etag}, {"Prefer", "wait=30"}}};
    auto ours = poll(id, etag, "wait=30");
    awaitWatchers(2);
    revoke("reader");
    pass(seconds{5});
    const auto refused = theirs.answer();
    EXPECT_EQ(statusOf(refused), 401);
    EXPECT_THAT(refused, HasSubstr(R"("code":"UNAUTHORISED")"));
    EXPECT_EQ(api_->watchers(), 1U);
    attend(id);
    EXPECT_EQ(statusOf(ours.answer()), 200);
}

TEST_F(LongPollTests, IsAnsweredWhenTheServerStops) {
    const auto id = start();
    auto client = poll(id, etagOf(id), "wait=30");
    awaitWatchers(1);
    api_->endWaits();
    EXPECT_EQ(statusOf(client.answer()), 304);
    EXPECT_EQ(statusOf(poll(id, etagOf(id), "wait=30").answer()), 304);
}

}  // namespace
}  // namespace jim::api
