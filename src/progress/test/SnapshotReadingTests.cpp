#include "progress/SnapshotReading.hpp"
#include "progress/test/RunFixture.hpp"

namespace jim::progress {
namespace {

class SnapshotReadingTests : public RunFixture {
protected:
    SnapshotReadingTests() {
        run_ = publisher_.begin(identity_);
        run_->enter("import.process");
        pass(0s);
    }
    ReadDocument read() { return readSnapshot(*stored(identity_), clock_.now()); }

    RunIdentity identity_ = import();
    std::shared_ptr<RunProgress> run_;
};

TEST_F(SnapshotReadingTests, FillsInWhenItWasRetrievedAndNothingElse) {
    const auto first = read();
    clock_.advance(1s);
    auto second = read();
    EXPECT_EQ(text(json::parse(second.document), "retrievedAt"), base::toIso(clock_.now()));
    const auto at = second.document.find("\"retrievedAt\"");
    ASSERT_NE(at, std::string::npos);
    second.document.replace(at, 43, first.document, at, 43);
    EXPECT_EQ(second.document, first.document);
    EXPECT_EQ(first.etag, second.etag);
}

TEST_F(SnapshotReadingTests, TheEtagIsAttemptEpochAndRevision) {
    EXPECT_EQ(read().etag, "1." + publisher_.epoch() + ".1");
    run_->enter("import.save");
    pass(0s);
    EXPECT_EQ(read().etag, "1." + publisher_.epoch() + ".2");
}

TEST_F(SnapshotReadingTests, ALateHeartbeatIsALostWorkerWithItsOwnEtag) {
    clock_.advance(3s);
    EXPECT_FALSE(read().workerLost);
    EXPECT_EQ(etagAt(*stored(identity_), clock_.now()), read().etag);
    clock_.advance(1ms);
    const auto lost = read();
    const auto shown = json::parse(lost.document);
    EXPECT_TRUE(lost.workerLost);
    EXPECT_FALSE(lost.terminal);
    EXPECT_EQ(lost.etag, "1." + publisher_.epoch() + ".1.lost");
    EXPECT_EQ(etagAt(*stored(identity_), clock_.now()), lost.etag);
    EXPECT_EQ(text(shown, "state"), "worker_lost");
    EXPECT_EQ(text(shown, "health.status"), "worker_lost");
    EXPECT_EQ(text(shown, "status"), "InProgress");
}

TEST_F(SnapshotReadingTests, ARunThatIsQueuedOrHasEndedHasNoWorkerToLose) {
    const auto waiting = import(0);
    publisher_.queued(waiting);
    publisher_.finish(*run_, {});
    pass(0s);
    clock_.advance(600s);
    EXPECT_FALSE(read().workerLost);
    EXPECT_TRUE(read().terminal);
    EXPECT_FALSE(isWorkerLost(*stored(waiting), clock_.now()));
}

TEST_F(SnapshotReadingTests, TextFromASourceIsNeverTakenForAMember) {
    run_->narrate(R"(","retrievedAt":"x","state":"y","health":{"status":"z")");
    pass(250ms);
    clock_.advance(10s);
    const auto shown = json::parse(read().document);
    EXPECT_EQ(text(shown, "message"), R"(","retrievedAt":"x","state":"y","health":{"status":"z")");
    EXPECT_EQ(text(shown, "state"), "worker_lost");
}

TEST(DegradedSnapshotTests, APausedRunIsStillForSomebodyToResume) {
    const base::ManualClock clock;
    DegradedInfo info{.identity = identityOf(RunKind::Import, "FullImport", clock.now())};
    info.state = RunState::Paused;
    info.alerts = {{1, "Deletes", AlertCondition::Deletes, AlertMeasure::Absolute, 7, 5, true, {}}};
    info.message = pauseText(info.alerts.front());
    const auto shown = json::parse(degradedSnapshot(info, clock.now()).document);
    EXPECT_EQ(text(shown, "state"), "paused");
    EXPECT_EQ(text(shown, "message"),
              "Paused by the alert rule 'Deletes': 7 deletes (limit 5). Resume it or cancel it.");
    EXPECT_EQ(text(shown, "health.waitingOn"), "operator");
    EXPECT_EQ(text(shown, "eta.reason"), "paused");
    EXPECT_EQ(text(shown.at("alerts").at(0), "rule"), "Deletes");
}

TEST(DegradedSnapshotTests, SaysWhatTheDatabaseKnows) {
    const base::Timestamp now{1'790'000'000'000'000};
    DegradedInfo info{.identity = identityOf(RunKind::Import, "FullImport", now)};
    info.phases = PhaseTrack{info.identity.phases}.records({});
    info.phases[1].status = PhaseStatus::Active;
    info.phases[1].processed = 50;
    info.counts.objects.created = 40;
    const auto read = degradedSnapshot(info, now + 90s);
    const auto shown = json::parse(read.document);
    EXPECT_EQ(text(shown, "source"), "degraded");
    EXPECT_EQ(text(shown, "state"), "running");
    EXPECT_EQ(text(shown, "phase"), "Reading");
    EXPECT_EQ(number(shown, "elapsedSeconds"), 90);
    EXPECT_EQ(number(shown, "objectsProcessed"), 50);
    EXPECT_EQ(number(shown, "counts.created"), 40);
    EXPECT_TRUE(at(shown, "epoch").is_null());
    EXPECT_TRUE(at(shown, "overall.fraction").is_null()) << "or the bar leaps forth and back";
    EXPECT_EQ(degradedSnapshot(info, now + 91s).etag, read.etag);
    info.counts.objects.created = 41;
    EXPECT_NE(degradedSnapshot(info, now + 91s).etag, read.etag);
}

TEST(DegradedSnapshotTests, AnEndIsStillSeen) {
    const base::Timestamp now{1'790'000'000'000'000};
    DegradedInfo info{.identity = identityOf(RunKind::Import, "FullImport", now)};
    info.state = RunState::Complete;
    info.counts.objects.created = 100;
    info.objectsToProcess = 100;
    info.ended = now + 10s;
    const auto read = degradedSnapshot(info, now + 1h);
    const auto shown = json::parse(read.document);
    EXPECT_TRUE(read.terminal);
    EXPECT_EQ(text(shown, "status"), "Complete");
    EXPECT_EQ(number(shown, "elapsedSeconds"), 10);
    EXPECT_EQ(number(shown, "percentComplete"), 100);
    EXPECT_EQ(number(shown, "overall.fraction"), 1);
}

}  // namespace
}  // namespace jim::progress
