#include "api/test/WatchFixture.hpp"

#include <gmock/gmock.h>

namespace jim::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using transport::http::statusOf;

class EventStreamTests : public WatchFixture {
protected:
    Follower stream(const base::Guid& id) {
        auto client = follow(path(id) + "/stream");
        EXPECT_EQ(statusOf(client.answer()), 200);
        return client;
    }
};

TEST_F(EventStreamTests, ShowsARunFromItsQueueToItsEnd) {
    const auto id = start();
    auto client = follow(path(id) + "/stream");
    const auto head = client.answer();
    EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream; charset=utf-8\r\n"));
    EXPECT_THAT(head, HasSubstr("Cache-Control: no-cache\r\n"));
    const auto queued = client.event();
    EXPECT_EQ(queued.name, "progress");
    EXPECT_EQ(queued.text("state"), "queued");
    EXPECT_EQ("\"" + queued.id + "\"", etagOf(id));
    const auto run = attend(id);
    EXPECT_EQ(client.snapshot().text("state"), "running");
    finish(*run);
    const auto end = client.snapshot();
    EXPECT_EQ(end.name, "terminal");
    EXPECT_EQ(end.text("state"), "complete");
    EXPECT_EQ("\"" + end.id + "\"", etagOf(id));
    EXPECT_TRUE(client.ended());
    awaitWatchers(0);
}

TEST_F(EventStreamTests, ComesBackAfterTheEndToTheEnd) {
    const auto id = start();
    finish(*attend(id));
    auto client = follow(path(id) + "/stream", {{"Last-Event-ID", "1.epoch.7"}});
    client.answer();
    EXPECT_EQ(client.event().name, "terminal");
    EXPECT_TRUE(client.ended());
}

TEST_F(EventStreamTests, AnEndThatTheStoreHasLostIsTold) {
    auto client = stream(makeRun().id);
    const auto end = client.event();
    EXPECT_EQ(end.name, "terminal");
    EXPECT_EQ(end.text("state"), "complete");
    EXPECT_EQ(end.text("source"), "degraded");
    EXPECT_TRUE(client.ended());
}

TEST_F(EventStreamTests, WhatIsNotThereIsNotStreamed) {
    EXPECT_EQ(statusOf(follow(path(base::newGuid(clock_.now())) + "/stream").answer()), 404);
    const auto expired = follow(path(makeOldRun().id) + "/stream").answer();
    EXPECT_EQ(statusOf(expired), 404);
    EXPECT_THAT(expired, HasSubstr("PROGRESS_EXPIRED"));
    EXPECT_THAT(expired, HasSubstr("/stats"));
    Follower nobody{server_.port(), "", path(start()) + "/stream"};
    EXPECT_EQ(statusOf(nobody.answer()), 401);
    EXPECT_EQ(api_->watchers(), 0U);
}

TEST_F(EventStreamTests, TellsThatTheWorkerIsLostAndIsBack) {
    const auto id = start();
    auto run = attend(id);
    auto client = stream(id);
    EXPECT_EQ(client.event().text("health.status"), "healthy");
    pass(milliseconds{3'001});
    const auto health = client.event();
    EXPECT_EQ(health.name, "health");
    EXPECT_EQ(health.id, "");
    EXPECT_EQ(health.text("was"), "healthy");
    EXPECT_EQ(health.text("is"), "worker_lost");
    const auto lost = client.event();
    EXPECT_EQ(lost.name, "progress");
    EXPECT_EQ(lost.text("state"), "worker_lost");
    EXPECT_THAT(lost.id, testing::EndsWith(".lost"));
    EXPECT_EQ("\"" + lost.id + "\"", etagOf(id));
    run->advance(5);
    publish();
    EXPECT_EQ(client.event().text("was"), "worker_lost");
    EXPECT_EQ(client.event().text("state"), "running");
}

TEST_F(EventStreamTests, ShowsWhatTheDatabaseKnowsWhenTheStoreHasLostIt) {
    const auto id = start();
    auto client = stream(id);
    EXPECT_EQ(client.event().text("source"), "live");
    ASSERT_TRUE(progress_.clear(id));
    pass(seconds{2});
    // Health is part of what changed: the database does not know that all is well.
    const auto degraded = client.snapshot();
    EXPECT_EQ(degraded.text("source"), "degraded");
    EXPECT_THAT(degraded.id, HasSubstr("degraded"));
    const auto run = attend(id);
    const auto live = client.snapshot();
    EXPECT_EQ(live.text("source"), "live");
    EXPECT_EQ(live.text("state"), "running");
}

TEST_F(EventStreamTests, ASlowReaderGetsTheNewestAndDelaysNobody) {
    const auto id = start();
    const auto run = attend(id);
    auto slow = stream(id);
    auto quick = stream(id);
    EXPECT_EQ(quick.snapshot().name, "progress");
    // More than the system holds for a client that does not read.
    constexpr int kSnapshots = 1500;
    for (int i = 0; i < kSnapshots; ++i) {
        clock_.advance(seconds{1});
        publish();
        ASSERT_EQ(quick.snapshot().name, "progress") << i;
    }
    finish(*run);
    EXPECT_EQ(quick.snapshot().name, "terminal");
    int events = 1;
    while (slow.snapshot().name == "progress") ++events;
    EXPECT_LT(events, kSnapshots);
    EXPECT_TRUE(slow.ended());
}

TEST_F(EventStreamTests, APrincipalHasSoManyConnectionsAndNoMore) {
    api_ = std::make_unique<Api>(ApiContext{
        *sessions_, connectors_, *runs_, progress_, clock_, keys_, "1.2.3", {}, {}, nullptr, 2});
    const auto other = makeKey("other", {security::Role::Reader});
    const auto id = start();
    auto first = stream(id);
    {
        auto second = stream(id);
        const auto third = follow(path(id) + "/stream").answer();
        EXPECT_EQ(statusOf(third), 429);
        EXPECT_THAT(third, HasSubstr("TOO_MANY_REQUESTS"));
        EXPECT_EQ(statusOf(poll(id, etagOf(id), "wait=20").answer()), 429);
        Follower somebody{server_.port(), other, path(id) + "/stream"};
        EXPECT_EQ(statusOf(somebody.answer()), 200);
    }
    awaitWatchers(1);
    auto again = stream(id);
}

TEST_F(EventStreamTests, EndsSoonAfterItsKeyWasRevoked) {
    const auto id = start();
    const auto reader = makeKey("reader", {security::Role::Reader});
    Follower theirs{server_.port(), reader, path(id) + "/stream"};
    theirs.answer();
    EXPECT_EQ(theirs.event().name, "progress");
    auto ours = stream(id);
    EXPECT_EQ(ours.event().name, "progress");
    revoke("reader");
    pass(seconds{5});
    const auto last = theirs.event();
    EXPECT_EQ(last.name, "revoked");
    EXPECT_EQ(last.text("code"), "UNAUTHORISED");
    EXPECT_TRUE(theirs.ended());
    attend(id);
    EXPECT_EQ(ours.snapshot().text("state"), "running");
}

TEST_F(EventStreamTests, AStoppingServerSaysWhenToComeBack) {
    const auto id = start();
    auto client = stream(id);
    EXPECT_EQ(client.event().name, "progress");
    server_.stop();
    const auto last = client.event();
    EXPECT_EQ(last.name, "reconnect");
    EXPECT_GE(Answer({200, last.json(), {}}).integer("afterMilliseconds"), 1000);
    EXPECT_TRUE(client.ended());
    server_.join();
    EXPECT_EQ(api_->watchers(), 0U);
}

}  // namespace
}  // namespace jim::api
