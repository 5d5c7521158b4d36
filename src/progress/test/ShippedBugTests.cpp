#include "progress/test/RunFixture.hpp"

/// Mistakes that progress displays have shipped with, each put on trial here.
namespace jim::progress {
namespace {

class ShippedBugTests : public RunFixture {
protected:
    ShippedBugTests() { run_ = publisher_.begin(identity_); }

    json::value shown() { return document(identity_); }
    std::optional<double> percent() {
        const auto document = shown();
        const auto& value = at(document, "percentComplete");
        return value.is_null() ? std::nullopt : std::optional{value.to_number<double>()};
    }

    RunIdentity identity_ = import();
    std::shared_ptr<RunProgress> run_;
};

TEST_F(ShippedBugTests, BarAboveAHundredPerCent) {
    run_->enter("import.process");
    run_->total(5273, TotalKind::Exact, TotalSource::Counted);
    for (int i = 0; i < 60; ++i) {
        run_->advance(100);
        pass(250ms);
        if (const auto shown = percent()) {
            EXPECT_LE(*shown, 100);
        }
    }
}

TEST_F(ShippedBugTests, FiftyFourHundredOfFiftyTwoHundredSeventyThree) {
    run_->enter("import.process");
    run_->total(5273, TotalKind::Estimate, TotalSource::Connector);
    run_->advance(5400);
    pass(250ms);
    EXPECT_EQ(number(shown(), "objectsProcessed"), 5400);
    EXPECT_EQ(number(shown(), "objectsToProcess"), 0);
    EXPECT_FALSE(percent());
    EXPECT_EQ(text(shown(), "currentPhase.total.kind"), "lower_bound");
    EXPECT_EQ(text(shown(), "summary").substr(0, 28), "Importing | Processed: 5400 ");
}

TEST_F(ShippedBugTests, BarThatEndsAtHalfBecauseTwoPopulationsShareATotal) {
    run_->enter("import.fetch");
    run_->total(2000, TotalKind::Exact, TotalSource::Connector);
    run_->advance(2000);
    run_->enter("import.process");
    run_->total(1000, TotalKind::Exact, TotalSource::Counted);
    run_->advance(1000);
    pass(0s);
    EXPECT_EQ(percent(), 100);
}

TEST_F(ShippedBugTests, ASecondPassAtAHundredPerCentFromItsFirstMoment) {
    run_->enter("import.process");
    run_->total(1000, TotalKind::Exact, TotalSource::Counted);
    run_->advance(1000);
    run_->enter("import.references");
    run_->enter("import.process");
    run_->total(500, TotalKind::Exact, TotalSource::Counted);
    pass(0s);
    EXPECT_EQ(percent(), 0);
    EXPECT_EQ(run_->phases()[2].processed, 1000);
}

TEST_F(ShippedBugTests, NinetyNinePointNinetyFiveShownAsAHundred) {
    run_->enter("import.process");
    run_->total(10'000, TotalKind::Exact, TotalSource::Counted);
    run_->advance(9995);
    pass(0s);
    EXPECT_EQ(percent(), 99.9);
    EXPECT_NE(text(shown(), "display").find("99.9 %"), std::string::npos);
}

TEST_F(ShippedBugTests, EtaFromTheAverageOfTheWholeRun) {
    run_->enter("import.process");
    run_->total(1'000'000, TotalKind::Exact, TotalSource::Counted);
    run(300s, 250ms, [&] { run_->advance(10); });
    run(60s, 250ms, [&] { run_->advance(2500); });
    // By the average of the run it would be 230 s; at the present rate 39 s are left.
    EXPECT_NEAR(number(shown(), "eta.phase.p50"), 39, 6);
}

TEST_F(ShippedBugTests, AQuarterOfASecondLeftFourSecondsIntoARun) {
    run_->enter("import.process");
    run_->total(100'000, TotalKind::Exact, TotalSource::Counted);
    pass(0s);
    for (int i = 0; i < 16; ++i) {
        run_->advance(i < 4 ? 23'500 : 0);
        pass(250ms);
        EXPECT_TRUE(at(shown(), "estimatedSecondsRemaining").is_null()) << i;
        EXPECT_EQ(text(shown(), "eta.reason"), "warming_up") << i;
    }
}

TEST_F(ShippedBugTests, AnEstimateThatDependsOnWhoPolls) {
    run_->enter("import.process");
    run_->total(10'000, TotalKind::Exact, TotalSource::Counted);
    run(20s, 250ms, [&] { run_->advance(25); });
    const auto often = shown();
    clock_.advance(900ms);
    const auto seldom = shown();
    EXPECT_GT(number(often, "estimatedSecondsRemaining"), 0);
    EXPECT_EQ(at(often, "estimatedSecondsRemaining"), at(seldom, "estimatedSecondsRemaining"));
    EXPECT_EQ(at(often, "eta"), at(seldom, "eta"));
}

TEST_F(ShippedBugTests, TwoSurfacesWithTwoRates) {
    run_->enter("import.process");
    run(10s, 250ms, [&] { run_->advance(25); });
    const auto first = shown();
    clock_.advance(2s);
    const auto second = shown();
    EXPECT_EQ(number(first, "objectsPerSecond"), 100);
    EXPECT_EQ(at(first, "objectsPerSecond"), at(second, "objectsPerSecond"));
    EXPECT_EQ(at(first, "elapsedSeconds"), at(second, "elapsedSeconds"));
}

TEST_F(ShippedBugTests, AStallShownAsFinishingUp) {
    run_->enter("import.process");
    run_->total(1000, TotalKind::Exact, TotalSource::Counted);
    run(10s, 250ms, [&] { run_->advance(20); });
    run(30s, 250ms, [] {});
    EXPECT_EQ(text(shown(), "health.status"), "stalled");
    EXPECT_EQ(text(shown(), "eta.reason"), "stalled");
    EXPECT_FALSE(at(shown(), "health.stalledSince").is_null());
    EXPECT_EQ(text(shown(), "health.waitingOn"), "rules");
}

TEST_F(ShippedBugTests, WorkAfterTheLastObjectShownAsStalled) {
    run_->enter("import.process");
    run_->total(800, TotalKind::Exact, TotalSource::Counted);
    run(10s, 250ms, [&] { run_->advance(20); });
    run(60s, 250ms, [] {});
    EXPECT_EQ(text(shown(), "health.status"), "quiet");
    EXPECT_EQ(text(shown(), "eta.reason"), "finishing");
}

TEST_F(ShippedBugTests, FrozenAtZeroInsideOneLongCallOfAConnector) {
    run_->enter("import.fetch");
    run_->enterNested("file.read", "Reading file");
    run_->total(100'000, TotalKind::Estimate, TotalSource::Connector);
    run(10s, 250ms, [&] { run_->advance(500); });
    EXPECT_EQ(number(shown(), "objectsProcessed"), 20'000);
    EXPECT_EQ(number(shown(), "percentComplete"), 20);
    EXPECT_EQ(text(shown(), "phase"), "Reading");
    EXPECT_EQ(text(shown(), "message"), "Reading file");
    EXPECT_EQ(number(shown(), "currentPhaseNumber"), 2);
}

TEST_F(ShippedBugTests, ACancelledRunFlippedBackToRunningByALateWrite) {
    pass(0s);
    const auto late = *stored(identity_);
    publisher_.finish(*run_, {FinalState::Cancelled, {}, {}, 0, 0});
    pass(0s);
    auto later = late;
    later.revision = 1'000;
    EXPECT_FALSE(store_.update(late, {}).value().accepted);
    EXPECT_FALSE(store_.update(later, {}).value().accepted);
    run_->advance();
    pass(1s);
    EXPECT_EQ(text(shown(), "state"), "cancelled");
}

TEST_F(ShippedBugTests, StepsLeftActiveAfterACrash) {
    run_->enter("import.process");
    pass(0s);
    auto recovered = identity_;
    recovered.attempt = 2;
    publisher_.lost(recovered, {.message = "The worker died.", .phases = run_->phases()});
    pass(0s);
    for (const auto& phase : at(shown(), "phases").as_array())
        EXPECT_EQ(text(phase, "status"),
                  text(phase, "key") == "import.process" ? "Failed" : "Skipped");
    EXPECT_TRUE(at(shown(), "currentPhase").is_null());
    EXPECT_TRUE(at(shown(), "lastKnown").as_bool());
}

TEST_F(ShippedBugTests, ADurationThatIncludesTheTimeTheWorkerWasDead) {
    run_->enter("import.process");
    pass(20s);
    const auto alive = clock_.now();
    const auto phases = run_->phases();
    clock_.advance(10h);
    auto recovered = identity_;
    recovered.attempt = 2;
    publisher_.lost(recovered, {.phases = phases, .lastAlive = alive});
    pass(0s);
    EXPECT_EQ(number(shown(), "elapsedSeconds"), 20);
    EXPECT_EQ(text(shown(), "message"), "The worker that ran this died.");
}

TEST_F(ShippedBugTests, ADurationThatIncludesTheRestOfTheDeadWorkersLease) {
    run_->enter("import.process");
    pass(20s);
    auto recovered = identity_;
    recovered.attempt = 2;
    const auto leaseUntil = clock_.now() + 30s;
    clock_.advance(40s);
    publisher_.lost(recovered, {.lastAlive = leaseUntil});
    pass(0s);
    EXPECT_EQ(number(shown(), "elapsedSeconds"), 20);
}

TEST_F(ShippedBugTests, AFailedRunThatReadsAHundredPerCent) {
    run_->enter("import.process");
    run_->count(0, Outcome::Created, 500);
    publisher_.finish(*run_, {FinalState::FailedWithError, "Disk full", run_->counts(), 0, 500});
    pass(0s);
    EXPECT_EQ(number(shown(), "objectsProcessed"), 500);
    EXPECT_FALSE(percent());
}

TEST_F(ShippedBugTests, TheFractionFallsWhenTheWorkerIsLost) {
    run_->enter("import.save");
    run_->total(100, TotalKind::Exact, TotalSource::Counted);
    run_->advance(90);
    pass(0s);
    const auto before = number(shown(), "overall.fraction");
    auto recovered = identity_;
    recovered.attempt = 2;
    publisher_.lost(recovered, {});
    pass(0s);
    EXPECT_GT(before, 0.8);
    EXPECT_EQ(number(shown(), "overall.fraction"), before);
}

TEST_F(ShippedBugTests, AFinishedRunThatReadsZeroOfZero) {
    run_->enter("import.process");
    run_->count(0, Outcome::Unchanged, 500);
    publisher_.finish(*run_, completed(run_->counts()));
    pass(0s);
    EXPECT_EQ(text(shown(), "summary"),
              "Complete | Processed: 500/500 | Creates: 0, Updates: 0, Deletes: 0");
}

TEST_F(ShippedBugTests, StepFiveOfSixBecauseGroupsAndRowsWereMixed) {
    run_->enter("import.fetch");
    run_->enterNested("file.read", "Reading file");
    run_->enterNested("file.check", "Checking file");
    for (const auto* phase : {"import.process", "import.save", "import.record"}) run_->enter(phase);
    pass(0s);
    EXPECT_EQ(number(shown(), "currentPhaseNumber"), 8);
    EXPECT_EQ(number(shown(), "totalPhases"), 8);
}

TEST_F(ShippedBugTests, AnEmptyMessageDuringTheLongestPhase) {
    run_->enter("import.connect");
    run_->narrate("Connecting to file");
    run_->enter("import.save");
    pass(0s);
    EXPECT_EQ(text(shown(), "message"), "Saving");
}

TEST_F(ShippedBugTests, ElapsedJumpsBackWhenAWorkerPicksTheRunUp) {
    auto waiting = import(0);
    publisher_.queued(waiting);
    pass(1000s);  // Longer than a queued one stays as it was written.
    const auto before = number(document(waiting), "elapsedSeconds");
    waiting.attempt = 1;
    waiting.startedAt = clock_.now();
    auto run = publisher_.begin(waiting);
    pass(0s);
    EXPECT_GE(number(document(waiting), "elapsedSeconds"), before);
    pass(5s);
    EXPECT_EQ(number(document(waiting), "elapsedSeconds"), 5);
}

TEST_F(ShippedBugTests, ARateThatDecaysForAWorkerLongDead) {
    run_->enter("import.process");
    run_->total(100'000, TotalKind::Exact, TotalSource::Counted);
    run(20s, 250ms, [&] { run_->advance(25); });
    const auto alive = shown();
    clock_.advance(600s);
    const auto dead = shown();
    EXPECT_EQ(text(dead, "state"), "worker_lost");
    EXPECT_EQ(at(dead, "objectsPerSecond"), at(alive, "objectsPerSecond"));
    EXPECT_EQ(at(dead, "estimatedSecondsRemaining"), at(alive, "estimatedSecondsRemaining"));
}

TEST_F(ShippedBugTests, CallbacksFromParallelBatchesThatOverwriteEachOther) {
    run_->enter("import.process");
    for (int batch = 0; batch < 4; ++batch) {
        run_->advance(250);
        run_->count(static_cast<std::size_t>(batch % 2), Outcome::Updated, 250);
    }
    pass(0s);
    EXPECT_EQ(number(shown(), "counts.processed"), 1000);
    EXPECT_EQ(number(shown(), "updatedCount"), 1000);
}

TEST_F(ShippedBugTests, ChangeCountsAheadOfTheProcessedOnes) {
    run_->enter("import.process");
    run(20s, 10ms, [&] {
        run_->advance(3);
        run_->count(0, Outcome::Created, 2);
        run_->count(1, Outcome::Failed);
        const auto document = shown();
        if (document.is_null()) return;
        EXPECT_EQ(number(document, "counts.processed"),
                  number(document, "createdCount") + number(document, "counts.failed"));
        EXPECT_LE(number(document, "createdCount"), number(document, "objectsProcessed"));
    });
}

TEST_F(ShippedBugTests, AnUnknownShownAsZero) {
    run_->enter("import.connect");
    pass(0s);
    for (const auto* member : {"percentComplete", "objectsPerSecond", "averageObjectsPerSecond",
                               "estimatedSecondsRemaining", "currentPhase.total.value",
                               "comparison.deletesVersusTypical", "errors.windowRatio"})
        EXPECT_TRUE(at(shown(), member).is_null()) << member;
}

TEST_F(ShippedBugTests, ACancelThatIsNotSeen) {
    run_->enter("import.process");
    pass(0s);
    run_->cancelling();
    pass(1ms);
    EXPECT_EQ(text(shown(), "state"), "cancelling");
    EXPECT_EQ(text(shown(), "status"), "InProgress");
}

}  // namespace
}  // namespace jim::progress
