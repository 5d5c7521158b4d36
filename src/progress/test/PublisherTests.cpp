#include "progress/Publisher.hpp"
#include "progress/test/RunFixture.hpp"

#include <optional>
#include <thread>

namespace jim::progress {
namespace {

class PublisherTests : public RunFixture {
protected:
    std::int64_t revision(const RunIdentity& identity) { return stored(identity)->revision; }
};

TEST_F(PublisherTests, AQueuedRunIsThereAtOnce) {
    const auto identity = import(0);
    publisher_.queued(identity);
    EXPECT_EQ(text(document(identity), "state"), "queued");
    EXPECT_EQ(text(document(identity), "eta.reason"), "queued");
    EXPECT_EQ(text(document(identity), "health.waitingOn"), "worker");
    EXPECT_EQ(number(document(identity), "attempt"), 0);
}

TEST_F(PublisherTests, AQueuedRunIsRenewedSoThatItDoesNotExpire) {
    const auto identity = import(0);
    publisher_.queued(identity);
    for (int i = 0; i < 40; ++i) pass(600s);
    EXPECT_EQ(text(document(identity), "state"), "queued");
}

TEST_F(PublisherTests, ARenewalNeverOverwritesTheWorkerOfAnotherProcess) {
    const auto identity = import(0);
    publisher_.queued(identity);
    Publisher other{store_, clock_};
    auto claimed = identity;
    claimed.attempt = 1;
    auto run = other.begin(claimed);
    other.publishDue();
    pass(1800s);
    EXPECT_EQ(stored(identity)->attempt, 1);
    EXPECT_EQ(publisher_.stats().running, 0U);
}

/// Two slots of one worker: the second has begun the run before the first has said that it waits.
TEST_F(PublisherTests, ARunThatIsHandedBackTooLateToSayIsGoneOnWith) {
    const auto first = import(1);
    auto waiting = first;
    waiting.attempt = 2;
    auto second = first;
    second.attempt = 3;
    const auto before = publisher_.begin(first);
    const auto after = publisher_.begin(second);
    publisher_.queued(waiting);
    after->enter("import.process");
    pass(1s);
    ASSERT_TRUE(stored(first));
    EXPECT_EQ(stored(first)->attempt, 3);
    EXPECT_EQ(text(document(first), "state"), "running");
    publisher_.lost(waiting, {});
    publisher_.cancelledWhileQueued(waiting);
    publisher_.finish(*after, {});
    pass(1s);
    EXPECT_EQ(text(document(first), "state"), "complete");
}

TEST_F(PublisherTests, BeatsOnceASecondWhileNothingMoves) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    pass(0s);
    for (int i = 0; i < 40; ++i) pass(250ms);
    EXPECT_EQ(revision(identity), 11);
}

TEST_F(PublisherTests, ShowsChangesAtMostFourTimesASecond) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    run->enter("import.process");
    pass(0s);
    for (int i = 0; i < 1000; ++i) {
        run->advance();
        pass(10ms);
    }
    EXPECT_LE(revision(identity), 41);
    EXPECT_GE(revision(identity), 38);
}

TEST_F(PublisherTests, ShowsThePhaseAtOnce) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    pass(0s);
    for (const auto* phase : {"import.connect", "import.fetch", "import.process"}) {
        run->enter(phase);
        pass(1ms);
        EXPECT_EQ(text(document(identity), "currentPhase.key"), phase);
    }
    EXPECT_EQ(revision(identity), 4);
}

TEST_F(PublisherTests, AChangeThatCameTooSoonIsShownALittleLater) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    run->enter("import.process");
    pass(0s);
    run->advance(5);
    pass(50ms);
    EXPECT_EQ(number(document(identity), "objectsProcessed"), 0);
    pass(200ms);
    EXPECT_EQ(number(document(identity), "objectsProcessed"), 5);
}

TEST_F(PublisherTests, RevisionsRiseStrictly) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    std::int64_t before = 0;
    run->enter("import.process");
    for (int i = 0; i < 50; ++i) {
        run->advance();
        pass(250ms);
        EXPECT_EQ(revision(identity), before + 1);
        before = revision(identity);
    }
}

TEST_F(PublisherTests, TheEndHasTheStoredCountsAndClosedPhases) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    run->enter("import.save");
    run->advance(90);
    run->count(0, Outcome::Created, 90);
    pass(10s);
    Counts stats;
    stats.objects.created = 80;
    stats.objects.failed = 10;
    publisher_.finish(*run, {FinalState::CompleteWithWarning, "Ten rows are bad.", stats, 10, 0});
    pass(0s);
    const auto shown = document(identity);
    EXPECT_TRUE(at(shown, "terminal").as_bool());
    EXPECT_EQ(text(shown, "status"), "CompleteWithWarning");
    EXPECT_EQ(text(shown, "message"), "Ten rows are bad.");
    EXPECT_EQ(number(shown, "objectsProcessed"), 90);
    EXPECT_EQ(number(shown, "percentComplete"), 100);
    EXPECT_EQ(number(shown, "overall.fraction"), 1);
    EXPECT_EQ(number(shown, "elapsedSeconds"), 10);
    EXPECT_EQ(number(shown, "averageObjectsPerSecond"), 9);
    EXPECT_EQ(number(shown, "estimatedSecondsRemaining"), 0);
    EXPECT_EQ(number(shown, "totalErrors"), 10);
    EXPECT_EQ(number(shown, "errors.ratio"), 0.111);
    EXPECT_TRUE(at(shown, "currentPhase").is_null());
    for (const auto& phase : at(shown, "phases").as_array())
        EXPECT_EQ(text(phase, "status"),
                  text(phase, "key") == "import.save" ? "Completed" : "Skipped");
    EXPECT_EQ(publisher_.stats().running, 0U);
}

TEST_F(PublisherTests, AnEndIsShownEvenIfTheRunIsGoneByThen) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    publisher_.finish(*run, completed({}));
    run.reset();
    pass(0s);
    EXPECT_EQ(text(document(identity), "state"), "complete");
}

TEST_F(PublisherTests, AFailedOrCancelledRunKeepsItsLastFraction) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    run->enter("import.save");
    pass(0s);
    const auto before = number(document(identity), "overall.fraction");
    publisher_.finish(*run, {FinalState::Cancelled, {}, {}, 0, 0});
    pass(0s);
    EXPECT_GE(number(document(identity), "overall.fraction"), before);
    EXPECT_LT(number(document(identity), "overall.fraction"), 1);
    EXPECT_EQ(text(document(identity), "message"), "Cancelled");
}

TEST_F(PublisherTests, AQueuedRunCanBeCancelled) {
    const auto identity = import(0);
    publisher_.queued(identity);
    publisher_.cancelledWhileQueued(identity);
    EXPECT_EQ(text(document(identity), "status"), "Cancelled");
    EXPECT_EQ(text(document(identity), "message"), "Cancelled while queued");
    pass(1800s);
    EXPECT_EQ(text(document(identity), "status"), "Cancelled");
}

TEST_F(PublisherTests, AnotherProcessCanCancelWhatWasQueuedHere) {
    const auto identity = import(0);
    publisher_.queued(identity);
    pass(1000s);
    Publisher other{store_, clock_};
    other.cancelledWhileQueued(identity, "Cancelled by Ann");
    EXPECT_EQ(text(document(identity), "message"), "Cancelled by Ann");
    pass(1000s);
    EXPECT_EQ(text(document(identity), "status"), "Cancelled");
}

TEST_F(PublisherTests, ARunThatIsDroppedStopsBeating) {
    const auto identity = import();
    publisher_.begin(identity).reset();
    pass(0s);
    pass(4s);
    EXPECT_EQ(publisher_.stats().running, 0U);
}

TEST_F(PublisherTests, EachSnapshotIsAPointOfTheHistory) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    run->enter("import.process");
    this->run(60s, 250ms, [&] { run->count(0, Outcome::Created); });
    const auto history = store_.history(identity.activityId).value();
    EXPECT_EQ(history.size(), kHistoryPoints);
    EXPECT_GT(history.back().processed, history.front().processed);
}

TEST_F(PublisherTests, CountsWhatItMerged) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    pass(0s);
    for (int i = 0; i < 10; ++i) run->narrate("Page " + std::to_string(i));
    pass(250ms);
    EXPECT_EQ(text(document(identity), "message"), "Page 9");
    EXPECT_EQ(number(document(identity), "reporter.coalesced"), 9);
}

TEST_F(PublisherTests, ItsThreadPublishesWhatIsDueAndLeavesTheEndBehind) {
    const base::SystemClock clock;
    memory::MemoryProgressStore store{clock, 60s};
    std::optional<Publisher> publisher{std::in_place, store, clock};
    auto identity = identityOf(RunKind::Export, "Export", clock.now());
    const auto seen = std::make_shared<std::atomic<std::int64_t>>(0);
    const auto subscription = store.subscribe([seen](const SnapshotPtr& snapshot) {
        *seen = snapshot->revision;
        seen->notify_all();
    });
    std::jthread thread{[&publisher](const std::stop_token& stop) {
        while (!stop.stop_requested()) publisher->waitAndPublish(stop);
    }};
    auto run = publisher->begin(identity);
    seen->wait(0);
    const auto first = seen->load();
    run->enter("export.execute");
    seen->wait(first);
    publisher->finish(*run, {});
    thread.request_stop();
    thread.join();
    publisher.reset();
    EXPECT_TRUE(store.get(identity.activityId).value()->terminal);
}

}  // namespace
}  // namespace jim::progress
