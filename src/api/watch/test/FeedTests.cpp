#include "api/watch/Feed.hpp"
#include "api/watch/impl/Board.hpp"
#include "progress/memory/MemoryProgressStore.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace jim::api::watch {
namespace {

using progress::HealthStatus;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// A feed of a real store; the test writes the snapshots.
class FeedTests : public testing::Test {
protected:
    FeedTests() { ids_.resize(8); }

    const base::Guid& id(std::size_t number = 0) {
        if (ids_.at(number).isNil()) ids_.at(number) = base::newGuid(clock_.now());
        return ids_.at(number);
    }

    progress::StoredSnapshot snapshot(std::int64_t revision, bool terminal = false,
                                      std::string_view health = "healthy", std::size_t number = 0) {
        progress::StoredSnapshot made;
        made.activityId = id(number);
        made.attempt = 1;
        made.epoch = "epoch";
        made.revision = revision;
        made.terminal = terminal;
        made.attended = !terminal;
        made.asOf = clock_.now();
        made.document = fmt::format(
            R"({{"revision":{},"retrievedAt":"","state":"running","health":{{"status":"{}"}}}})",
            revision, health);
        return made;
    }

    void write(const progress::StoredSnapshot& snapshot) {
        EXPECT_TRUE(store_.update(snapshot, std::nullopt).value().accepted);
        feed_.tellDue();
    }

    Watching open() { return std::move(*feed_.open(principal_, "hash")); }

    void add(Watching& watching, std::size_t number = 0, std::string_view seen = {}) {
        watching.watch.add(id(number), feed_.find(id(number)).value(), seen);
    }

    static std::string etagOf(const Change& change) {
        return change.shown ? change.shown->etag : "";
    }

    base::ManualClock clock_;
    std::vector<base::Guid> ids_;
    progress::memory::MemoryProgressStore store_{clock_, std::chrono::hours{1}};
    base::Guid principal_ = base::newGuid(clock_.now());
    std::atomic<bool> usable_{true};
    std::string described_ = "1.degraded.a";
    bool ended_ = false;  ///< As the database has it.
    Feed feed_{{store_, clock_,
                [this](const base::Guid&, bool) -> base::Result<Found> {
                    Found found;
                    found.read = {R"({"source":"degraded"})", described_, ended_, false};
                    return found;
                },
                [this](const std::string&) -> base::Result<bool> { return usable_.load(); }, 3}};
};

TEST_F(FeedTests, ShowsWhatIsKnownAndThenWhatIsNew) {
    write(snapshot(1));
    auto watching = open();
    add(watching);
    EXPECT_EQ(etagOf(watching.watch.take()), "1.epoch.1");
    EXPECT_FALSE(watching.watch.take().shown);
    write(snapshot(2));
    const auto change = watching.watch.take();
    EXPECT_EQ(etagOf(change), "1.epoch.2");
    EXPECT_FALSE(change.was);
    EXPECT_EQ(change.shown->event.substr(0, 31), "id: 1.epoch.2\nevent: progress\nd");
    EXPECT_EQ(change.shown->document().substr(0, 14), R"({"revision":2,)");
}

TEST_F(FeedTests, AllWatchersShareOneDocument) {
    write(snapshot(1));
    auto first = open();
    auto second = open();
    add(first);
    add(second);
    write(snapshot(2));
    EXPECT_EQ(first.watch.take().shown, second.watch.take().shown);
}

TEST_F(FeedTests, WhatWasSeenIsNoChange) {
    write(snapshot(1));
    auto watching = open();
    add(watching, 0, "1.epoch.1");
    EXPECT_FALSE(watching.watch.take().shown);
    write(snapshot(2, false, "slow"));
    EXPECT_EQ(watching.watch.take().was, HealthStatus::Healthy);
}

TEST_F(FeedTests, TheNewestReplacesWhatWasNotTaken) {
    write(snapshot(1));
    auto watching = open();
    add(watching);
    for (int i = 2; i <= 50; ++i) write(snapshot(i));
    EXPECT_EQ(etagOf(watching.watch.take()), "1.epoch.50");
    EXPECT_FALSE(watching.watch.take().shown);
}

TEST_F(FeedTests, AnOlderSnapshotNeverFollowsANewerOne) {
    write(snapshot(5));
    const auto old = store_.get(id()).value();
    auto watching = open();
    add(watching);
    write(snapshot(6));
    watching.watch.add(old);
    EXPECT_EQ(etagOf(watching.watch.take()), "1.epoch.6");
    EXPECT_FALSE(watching.watch.take().shown);
}

TEST_F(FeedTests, HealthIsToldAsItChangedSinceTheLastTake) {
    write(snapshot(1));
    auto watching = open();
    add(watching);
    EXPECT_FALSE(watching.watch.take().was) << "at first there is nothing to compare with";
    write(snapshot(2, false, "slow"));
    write(snapshot(3, false, "stalled"));
    const auto change = watching.watch.take();
    EXPECT_EQ(change.was, HealthStatus::Healthy);
    EXPECT_EQ(change.shown->health, HealthStatus::Stalled);
    write(snapshot(4, false, "stalled"));
    EXPECT_FALSE(watching.watch.take().was);
}

TEST_F(FeedTests, AnEndedRunIsWatchedNoMore) {
    write(snapshot(1));
    auto watching = open();
    add(watching);
    EXPECT_EQ(watching.watch.size(), 1U);
    write(snapshot(2, true));
    EXPECT_EQ(watching.watch.size(), 1U) << "its end was not taken yet";
    EXPECT_TRUE(watching.watch.take().shown->terminal);
    EXPECT_EQ(watching.watch.size(), 0U);
}

TEST_F(FeedTests, RunsTakeTurns) {
    auto watching = open();
    for (std::size_t run = 0; run < 3; ++run) {
        write(snapshot(1, false, "healthy", run));
        add(watching, run);
    }
    for (int i = 2; i < 10; ++i) write(snapshot(i, false, "healthy", 0));
    std::vector<base::Guid> taken;
    while (const auto shown = watching.watch.take().shown) taken.push_back(shown->activityId);
    EXPECT_EQ(taken, (std::vector{id(0), id(1), id(2)}));
}

TEST_F(FeedTests, WhatWasRemovedIsToldNoMore) {
    auto watching = open();
    for (std::size_t run = 0; run < 3; ++run) {
        write(snapshot(1, false, "healthy", run));
        add(watching, run);
    }
    watching.watch.remove(id(1));
    std::vector<base::Guid> taken;
    while (const auto shown = watching.watch.take().shown) taken.push_back(shown->activityId);
    EXPECT_EQ(taken, (std::vector{id(0), id(2)}));
    write(snapshot(2, false, "healthy", 1));
    EXPECT_FALSE(watching.watch.take().shown);
    watching.watch.remove(id(1));
}

TEST_F(FeedTests, WhoWatchesAllIsToldOfRunsThatBegin) {
    auto watching = open();
    watching.watch.addAll();
    write(snapshot(1));
    EXPECT_EQ(watching.watch.take().shown->activityId, id());
    write(snapshot(1, true, "healthy", 1));
    EXPECT_TRUE(watching.watch.take().shown->terminal) << "shorter than a look";
    EXPECT_EQ(watching.watch.size(), 1U);
}

TEST_F(FeedTests, ALateHeartbeatIsALostWorker) {
    write(snapshot(1));
    auto watching = open();
    add(watching);
    (void)watching.watch.take();
    clock_.advance(seconds{3});
    feed_.tellDue();
    EXPECT_FALSE(watching.watch.take().shown);
    clock_.advance(milliseconds{1});
    feed_.tellDue();
    const auto lost = watching.watch.take();
    EXPECT_EQ(etagOf(lost), "1.epoch.1.lost");
    EXPECT_EQ(lost.was, HealthStatus::Healthy);
    feed_.tellDue();
    EXPECT_FALSE(watching.watch.take().shown);
}

/// Its worker was killed after it had stored the end, and before it could say so.
TEST_F(FeedTests, TheEndOfARunThatItsWorkerHasNotToldIsTheDatabases) {
    write(snapshot(1));
    auto watching = open();
    add(watching);
    EXPECT_EQ(etagOf(watching.watch.take()), "1.epoch.1");
    clock_.advance(seconds{4});
    feed_.tellDue();
    EXPECT_EQ(etagOf(watching.watch.take()), "1.epoch.1.lost");
    EXPECT_TRUE(feed_.find(id())->snapshot);

    ended_ = true;
    EXPECT_EQ(feed_.find(id())->read.etag, "1.degraded.a");
    EXPECT_FALSE(feed_.find(id())->snapshot);
    clock_.advance(seconds{10});
    feed_.tellDue();
    const auto end = watching.watch.take();
    EXPECT_EQ(etagOf(end), "1.degraded.a");
    EXPECT_TRUE(end.shown->terminal);
    clock_.advance(seconds{10});
    feed_.tellDue();
    EXPECT_FALSE(watching.watch.take().shown);
}

TEST_F(FeedTests, WhatTheStoreHasLostTheDatabaseTells) {
    write(snapshot(1));
    auto watching = open();
    add(watching);
    (void)watching.watch.take();
    ASSERT_TRUE(store_.clear(id()));
    clock_.advance(seconds{2});
    feed_.tellDue();
    EXPECT_EQ(etagOf(watching.watch.take()), "1.degraded.a");
    clock_.advance(seconds{2});
    feed_.tellDue();
    EXPECT_FALSE(watching.watch.take().shown) << "nothing else is known";
    described_ = "1.degraded.b";
    clock_.advance(seconds{2});
    feed_.tellDue();
    EXPECT_EQ(etagOf(watching.watch.take()), "1.degraded.b");
    write(snapshot(2));
    EXPECT_EQ(etagOf(watching.watch.take()), "1.epoch.2");
}

TEST_F(FeedTests, WakesOnceForWhatIsThereToTake) {
    write(snapshot(1));
    auto watching = open();
    int woken = 0;
    watching.watch.onChange([&] { ++woken; });
    EXPECT_EQ(woken, 0);
    add(watching);
    write(snapshot(2));
    write(snapshot(3));
    EXPECT_EQ(woken, 1);
    (void)watching.watch.take();
    write(snapshot(4));
    EXPECT_EQ(woken, 2);
    watching.watch.onChange([&] { woken += 10; });
    EXPECT_EQ(woken, 12) << "there is something already";
}

TEST_F(FeedTests, WakesAtTheTimeThatWasAskedForAndAtTheEnd) {
    auto first = open();
    auto second = open();
    int woken = 0;
    for (auto* watching : {&first, &second}) watching->watch.onChange([&] { ++woken; });
    first.watch.wakeAt(clock_.steady() + seconds{1});
    second.watch.wakeAt(clock_.steady() + seconds{9});
    feed_.tellDue();
    EXPECT_EQ(woken, 0);
    clock_.advance(seconds{1});
    feed_.tellDue();
    EXPECT_EQ(woken, 1);
    feed_.endWaits();
    EXPECT_EQ(woken, 2);
    first.watch.wakeAt(clock_.steady() + seconds{9});
    EXPECT_EQ(woken, 3);
}

TEST_F(FeedTests, ThoseWhoseQuietIsNearlyOverAreWokenTogether) {
    write(snapshot(1));
    auto first = open();
    auto second = open();
    auto third = open();
    int woken = 0;
    for (auto* watching : {&first, &second, &third}) {
        add(*watching, 0, "1.epoch.1");
        watching->watch.onChange([&] { ++woken; });
    }
    const auto now = clock_.steady();
    first.watch.keepQuiet(now + milliseconds{500});
    second.watch.keepQuiet(now + milliseconds{550});
    third.watch.keepQuiet(now + milliseconds{551});
    write(snapshot(2));
    clock_.advance(milliseconds{499});
    feed_.tellDue();
    EXPECT_EQ(woken, 0);
    clock_.advance(milliseconds{1});
    feed_.tellDue();
    EXPECT_EQ(woken, 2);
    (void)second.watch.take();
    write(snapshot(3));
    EXPECT_EQ(woken, 3) << "its quiet is over";
}

TEST_F(FeedTests, WhoHasGoneIsWokenAtNoTime) {
    const auto board = std::make_shared<impl::Board>(clock_);
    {
        Watch watch{board, principal_};
        watch.wakeAt(clock_.steady() + seconds{2});
        watch.wakeAt(clock_.steady() + seconds{1});
        watch.keepQuiet(clock_.steady() + seconds{3});
        EXPECT_EQ(board->nextDue(), clock_.steady() + seconds{1});
    }
    EXPECT_FALSE(board->nextDue());
}

TEST_F(FeedTests, APrincipalHasItsSeatsAndLosesThemWithItsKey) {
    auto first = open();
    auto second = open();
    {
        auto third = open();
        EXPECT_FALSE(feed_.open(principal_, "hash"));
        EXPECT_TRUE(feed_.open(base::newGuid(clock_.now()), "other"));
    }
    auto third = open();
    int woken = 0;
    first.watch.onChange([&] { ++woken; });
    usable_ = false;
    feed_.tellDue();
    EXPECT_FALSE(first.watch.isRevoked());
    clock_.advance(Feed::kRecheck);
    feed_.tellDue();
    EXPECT_TRUE(first.watch.isRevoked());
    EXPECT_EQ(woken, 1);
}

TEST_F(FeedTests, MetricsSayWhoWatchesAndWhatWasOvertaken) {
    write(snapshot(1));
    auto watching = open();
    watching.watch.serve(Surface::WebSocket);
    add(watching);
    write(snapshot(2));
    metrics::Scrape scrape;
    feed_.measure(scrape);
    EXPECT_EQ(scrape.families().at(&metrics::kProgressWatchers).at({"websocket"}).value, 1);
    EXPECT_EQ(scrape.families().at(&metrics::kProgressWatchers).at({"long_poll"}).value, 0);
    EXPECT_EQ(scrape.families().at(&metrics::kProgressChanges).at({}).value, 2);
    EXPECT_EQ(scrape.families().at(&metrics::kProgressChangesOvertaken).at({}).value, 1);
}

/// What a watcher sees of runs that many threads write, while others come and go.
TEST_F(FeedTests, ManyWritersAndWatchersMeetInOrder) {
    constexpr std::int64_t kLast = 400;
    constexpr std::size_t kRuns = 4;
    for (std::size_t run = 0; run < kRuns; ++run) write(snapshot(1, false, "healthy", run));
    const auto prototypes = [&] {
        std::vector<progress::StoredSnapshot> made;
        for (std::size_t run = 0; run < kRuns; ++run)
            made.push_back(snapshot(1, false, "healthy", run));
        return made;
    }();
    std::atomic<int> turnedBack{0};
    std::atomic<int> ended{0};
    {
        std::jthread telling{[&](const std::stop_token& stop) {
            while (!stop.stop_requested()) feed_.tellDue();
        }};
        std::vector<std::jthread> threads;
        for (std::size_t run = 0; run < kRuns; ++run)
            threads.emplace_back([&, run] {
                auto next = prototypes.at(run);
                for (next.revision = 2; next.revision <= kLast; ++next.revision) {
                    next.terminal = next.revision == kLast;
                    (void)store_.update(next, std::nullopt);
                }
            });
        for (int i = 0; i < 2; ++i)
            threads.emplace_back([&] {
                auto watching = *feed_.open(principal_, "hash");
                std::atomic<int> woken{1};
                watching.watch.onChange([&] { ++woken; });
                for (std::size_t run = 0; run < kRuns; ++run) add(watching, run);
                std::map<base::Guid, std::string> last;
                while (watching.watch.size() > 0) {
                    if (woken.exchange(0) == 0) std::this_thread::yield();
                    while (const auto shown = watching.watch.take().shown) {
                        auto& before = last[shown->activityId];
                        const auto revision = [](const std::string& etag) {
                            return etag.empty() ? 0 : std::stoi(etag.substr(etag.rfind('.') + 1));
                        };
                        if (revision(shown->etag) <= revision(before)) ++turnedBack;
                        before = shown->etag;
                        if (shown->terminal) ++ended;
                    }
                }
            });
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i) {
                auto watching = feed_.open(principal_, "hash");
                watching->watch.addAll();
                add(*watching, static_cast<std::size_t>(i) % kRuns);
                (void)watching->watch.take();
            }
        });
        threads.clear();
    }
    EXPECT_EQ(turnedBack, 0);
    EXPECT_EQ(ended, 2 * static_cast<int>(kRuns));
}

}  // namespace
}  // namespace jim::api::watch
