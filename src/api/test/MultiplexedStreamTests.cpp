#include "api/test/WatchFixture.hpp"

#include <gmock/gmock.h>

namespace jim::api {
namespace {

using testing::HasSubstr;
using transport::http::statusOf;

class MultiplexedStreamTests : public WatchFixture {
protected:
    Follower stream(std::string_view query) {
        auto client = follow("/progress/stream" + std::string{query});
        EXPECT_EQ(statusOf(client.answer()), 200);
        return client;
    }
    static std::string idOf(const Event& event) { return event.text("activityId"); }
};

TEST_F(MultiplexedStreamTests, FollowsTheRunsThatAreNamedUntilTheLastHasEnded) {
    const auto first = start();
    const auto second = start();
    const auto other = start();
    auto client = stream("?activities=" + base::toText(first) + "," + base::toText(second));
    EXPECT_EQ(idOf(client.snapshot()), base::toText(first));
    EXPECT_EQ(idOf(client.snapshot()), base::toText(second));
    const auto run = attend(first);
    attend(other);
    EXPECT_EQ(idOf(client.snapshot()), base::toText(first));
    finish(*run);
    const auto end = client.snapshot();
    EXPECT_EQ(end.name, "terminal");
    EXPECT_EQ(idOf(end), base::toText(first));
    finish(*attend(second));
    auto last = client.snapshot();
    while (last.name == "progress") last = client.snapshot();
    EXPECT_EQ(last.name, "terminal");
    EXPECT_EQ(idOf(last), base::toText(second));
    EXPECT_TRUE(client.ended());
}

TEST_F(MultiplexedStreamTests, WithoutNamesFollowsAllThatRunNowAndLater) {
    const auto first = start();
    auto client = stream("");
    EXPECT_EQ(idOf(client.snapshot()), base::toText(first));
    const auto second = start();
    publish();
    EXPECT_EQ(idOf(client.snapshot()), base::toText(second));
    finish(*attend(second));
    auto end = client.snapshot();
    while (end.name == "progress") end = client.snapshot();
    EXPECT_EQ(end.name, "terminal");
    EXPECT_EQ(idOf(end), base::toText(second));
    const auto third = start();
    publish();
    EXPECT_EQ(idOf(client.snapshot()), base::toText(third));
}

TEST_F(MultiplexedStreamTests, SaysWhatCannotBeFollowedAndFollowsTheRest) {
    const auto id = start();
    const auto unknown = base::toText(base::newGuid(clock_.now()));
    const auto expired = base::toText(makeOldRun().id);
    auto client =
        stream("?activities=" + unknown + "&activities=" + expired + "," + base::toText(id));
    const auto first = client.event();
    EXPECT_EQ(first.name, "unavailable");
    EXPECT_EQ(idOf(first), unknown);
    EXPECT_EQ(first.text("code"), "NOT_FOUND");
    const auto second = client.event();
    EXPECT_EQ(idOf(second), expired);
    EXPECT_EQ(second.text("code"), "PROGRESS_EXPIRED");
    EXPECT_THAT(second.text("details"), HasSubstr("/stats"));
    EXPECT_EQ(idOf(client.event()), base::toText(id));
    auto nothing = stream("?activities=" + unknown);
    EXPECT_EQ(nothing.event().name, "unavailable");
    EXPECT_TRUE(nothing.ended());
}

TEST_F(MultiplexedStreamTests, RefusesWhatIsNoIdAndTooManyOfThem) {
    const auto bad = follow("/progress/stream?activities=one").answer();
    EXPECT_EQ(statusOf(bad), 400);
    EXPECT_THAT(bad, HasSubstr("VALIDATION_ERROR"));
    const auto ask = [&](int count) {
        std::string list;
        for (int i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + std::string(32, 'a');
        return follow("/progress/stream?activities=" + list).answer();
    };
    EXPECT_EQ(statusOf(ask(500)), 200);
    const auto refused = ask(501);
    EXPECT_EQ(statusOf(refused), 400);
    EXPECT_THAT(refused, HasSubstr("at most 500 runs"));
}

TEST_F(MultiplexedStreamTests, ASlowReaderIsGivenEachRunsNewestOnly) {
    std::vector<base::Guid> ids;
    std::vector<std::shared_ptr<progress::RunProgress>> runs;
    for (int i = 0; i < 5; ++i) {
        ids.push_back(start());
        runs.push_back(attend(ids.back()));
    }
    auto slow = stream("");
    constexpr int kRounds = 400;
    for (int i = 0; i < kRounds; ++i) {
        clock_.advance(std::chrono::seconds{1});
        publish();
    }
    for (const auto& run : runs) finish(*run);
    std::map<std::string, int> events;
    std::map<std::string, std::int64_t> newest;
    for (std::size_t ended = 0; ended < ids.size();) {
        const auto event = slow.snapshot();
        ASSERT_FALSE(event.name.empty());
        const auto revision = Answer{200, event.json(), {}}.integer("revision");
        EXPECT_GT(revision, newest[idOf(event)]);
        newest[idOf(event)] = revision;
        ++events[idOf(event)];
        ended += event.name == "terminal" ? 1 : 0;
    }
    for (const auto& id : ids) EXPECT_LT(events[base::toText(id)], kRounds);
}

}  // namespace
}  // namespace jim::api
