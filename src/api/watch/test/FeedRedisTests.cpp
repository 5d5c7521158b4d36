#include "api/watch/Feed.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/Publisher.hpp"
#include "progress/redis/test/RunningStore.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace jim::api::watch {
namespace {

using namespace std::chrono_literals;
using progress::redis::RunningStore;

/// A node that executes runs and one that people watch them on: they share a Redis, and nothing
/// else.
class FeedRedisTests : public testing::Test {
protected:
    FeedRedisTests() {
        identity_.activityId = base::newGuid(clock_.now());
        identity_.attempt = 1;
        identity_.runType = "FullImport";
        identity_.startedAt = clock_.now();
        identity_.phases = progress::catalogue(progress::RunKind::Import, "FullImport");
        EXPECT_TRUE(there_.await("up"));
        EXPECT_TRUE(here_.await("up"));
    }

    static transport::redis::Options options(const servers::RedisServer& server) {
        transport::redis::Options options;
        options.address = {"127.0.0.1", server.port()};
        return options;
    }

    Watching watch() {
        auto watching = std::move(*feed_.open(base::newGuid(clock_.now()), "hash"));
        watching.watch.add(identity_.activityId, feed_.find(identity_.activityId).value());
        return watching;
    }

    /// Publishes and tells until the watcher is shown such a thing; nothing after the time.
    ShownPtr awaitShown(Watching& watching, const std::function<bool(const Shown&)>& wanted,
                        std::chrono::milliseconds time = 10s) {
        const auto until = clock_.steady() + time;
        while (clock_.steady() < until) {
            publisher_.publishDue();
            feed_.tellDue();
            if (const auto change = watching.watch.take(); change.shown && wanted(*change.shown))
                return change.shown;
        }
        return nullptr;
    }
    static std::function<bool(const Shown&)> says(std::string_view text) {
        return [text](const Shown& shown) {
            return shown.document().find(text) != std::string_view::npos;
        };
    }

    base::SystemClock clock_;
    servers::RedisServer server_;
    RunningStore there_{options(server_)};
    RunningStore here_{options(server_)};
    progress::Publisher publisher_{there_.store(), clock_, {.publishHz = 50, .store = "redis"}};
    progress::RunIdentity identity_;
    bool sawAway_ = false;
    Feed feed_{{here_.store(), clock_,
                [this](const base::Guid&, bool away) -> base::Result<Found> {
                    sawAway_ = sawAway_ || away;
                    Found found;
                    found.read = {R"({"source":"degraded","health":{"status":"quiet"}})",
                                  "1.degraded.a", false, false};
                    return found;
                },
                [](const std::string&) -> base::Result<bool> { return true; }, 3}};
};

TEST_F(FeedRedisTests, WatchersHereSeeWhatIsPublishedThereByteForByteToItsEnd) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    auto watching = watch();
    run->enter("import.process");
    run->advance(5);
    ASSERT_NE(awaitShown(watching, says(R"("objectsProcessed":5,)")), nullptr);
    publisher_.finish(*run, {});
    const auto end = awaitShown(watching, [](const Shown& shown) { return shown.terminal; });
    ASSERT_NE(end, nullptr);
    const auto stored = there_.store().get(identity_.activityId).value();
    const auto read = progress::readSnapshot(*stored, clock_.now());
    EXPECT_EQ(end->etag, read.etag);
    EXPECT_EQ(end->document().size(), read.document.size());
    EXPECT_FALSE(sawAway_);
}

TEST_F(FeedRedisTests, WhileRedisIsAwayTheyAreShownWhatTheDatabaseKnowsAndThenThePictureAgain) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    auto watching = watch();
    ASSERT_NE(awaitShown(watching, says(R"("source":"live")")), nullptr);
    server_.kill();
    ASSERT_NE(awaitShown(watching, says(R"("source":"degraded")")), nullptr);
    EXPECT_TRUE(sawAway_);
    server_.start();
    EXPECT_NE(awaitShown(watching, says(R"("source":"live")"), 2s), nullptr);
}

TEST_F(FeedRedisTests, AnEndThatCameWhileTheSubscriptionWasCutIsShown) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    auto watching = watch();
    publisher_.finish(*run, {});
    publisher_.publishDue();
    server_.ask({"CLIENT", "KILL", "TYPE", "pubsub"});
    EXPECT_NE(awaitShown(watching, [](const Shown& shown) { return shown.terminal; }), nullptr);
}

TEST_F(FeedRedisTests, AFloodOfMessagesThatAreNoneReachesNoWatcher) {
    const auto run = publisher_.begin(identity_);
    publisher_.publishDue();
    auto watching = watch();
    (void)watching.watch.take();
    for (int i = 0; i < 100; ++i) server_.ask({"PUBLISH", "progress", "{\"terminal\":true}"});
    ASSERT_TRUE(here_.store().settle());
    feed_.tellDue();
    const auto change = watching.watch.take();
    EXPECT_TRUE(!change.shown || !change.shown->terminal);
    EXPECT_EQ(here_.store().status().malformed, 100U);
}

}  // namespace
}  // namespace jim::api::watch
