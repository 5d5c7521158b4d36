#include "progress/test/RunFixture.hpp"

#include <gmock/gmock.h>

namespace jim::progress {
namespace {

PastRun wholeRun(std::int64_t deletes) {
    PastRun run;
    run.objects = 1000;
    run.counts.deleted = deletes;
    run.phases = {{"import.process", 10s, 1000}, {"import.save", 30s, 1000}};
    return run;
}

/// What a snapshot says beside counts: estimate, health, errors, comparison, time.
class JudgementTests : public RunFixture {
protected:
    void begin(const std::vector<PastRun>& history = {}) {
        publisher_.onHealth(
            [this](const HealthTransition& transition) { transitions_.push_back(transition); });
        run_ = publisher_.begin(identity_, history);
        run_->enter("import.process");
    }
    json::value shown() { return document(identity_); }

    RunIdentity identity_ = import();
    std::shared_ptr<RunProgress> run_;
    std::vector<HealthTransition> transitions_;
};

TEST_F(JudgementTests, EstimatesTheRunFromItsHistoryFromTheFirstSampleOn) {
    begin({wholeRun(1), wholeRun(1), wholeRun(1)});
    run_->total(1000, TotalKind::Exact, TotalSource::Counted);
    pass(0s);
    EXPECT_NEAR(number(shown(), "eta.run.p50"), 40, 2);
    EXPECT_EQ(text(shown(), "eta.basis"), "history");
    EXPECT_EQ(text(shown(), "overall.basis"), "history");
}

TEST_F(JudgementTests, ComparesWithEarlierRuns) {
    begin({wholeRun(10), wholeRun(10), wholeRun(10)});
    run_->advance(400);
    run_->count(0, Outcome::Deleted, 400);
    pass(1s);
    EXPECT_EQ(number(shown(), "comparison.runsUsed"), 3);
    EXPECT_EQ(number(shown(), "comparison.deletesVersusTypical"), 40);
    EXPECT_THAT(text(shown(), "display"), testing::EndsWith("deletes already 40 times the usual"));
}

TEST_F(JudgementTests, ComparisonIsNullWithoutEarlierRuns) {
    begin();
    pass(1s);
    EXPECT_EQ(number(shown(), "comparison.runsUsed"), 0);
    EXPECT_TRUE(at(shown(), "comparison.deletesVersusTypical").is_null());
}

TEST_F(JudgementTests, HoldsErrorsAgainstTheLimit) {
    begin();
    run_->advance(19);
    run_->count(0, Outcome::Failed, 19);
    pass(1s);
    EXPECT_EQ(text(shown(), "errors.threshold.state"), "ok");
    EXPECT_EQ(number(shown(), "errors.threshold.limit"), kErrorLimit);
    run_->advance();
    run_->count(0, Outcome::Failed);
    pass(1s);
    EXPECT_EQ(text(shown(), "errors.threshold.state"), "exceeded");
    run_->advance(300);
    run_->count(0, Outcome::Unchanged, 300);
    pass(90s);
    pass(1s);
    EXPECT_EQ(text(shown(), "errors.threshold.state"), "near");
}

TEST_F(JudgementTests, TellsEachChangeOfHealthOnce) {
    begin();
    run_->total(1000, TotalKind::Exact, TotalSource::Counted);
    run(10s, 250ms, [&] { run_->advance(10); });
    run(30s, 250ms, [] {});
    EXPECT_EQ(text(shown(), "health.status"), "stalled");
    run_->advance(10);
    pass(250ms);
    ASSERT_EQ(transitions_.size(), 3U);
    EXPECT_EQ(transitions_[0].to, HealthStatus::Quiet);
    EXPECT_EQ(transitions_[1].to, HealthStatus::Stalled);
    EXPECT_EQ(transitions_[1].from, HealthStatus::Quiet);
    EXPECT_EQ(transitions_[1].phase, "Importing");
    EXPECT_EQ(transitions_[1].waitingOn, "rules");
    EXPECT_EQ(transitions_[2].to, HealthStatus::Healthy);
    const auto stats = publisher_.stats();
    EXPECT_EQ(stats.healthTransitions[static_cast<std::size_t>(HealthStatus::Stalled)], 1U);
}

TEST_F(JudgementTests, ALostWorkerIsAChangeOfHealthToo) {
    begin();
    publisher_.lost(import(2), {});
    pass(1s);
    ASSERT_FALSE(transitions_.empty());
    EXPECT_EQ(transitions_.back().to, HealthStatus::WorkerLost);
}

TEST_F(JudgementTests, ARunThatGoesAtATenthIsSlow) {
    begin();
    run_->total(1'000'000, TotalKind::Exact, TotalSource::Counted);
    run(180s, 250ms, [&] { run_->advance(100); });
    EXPECT_EQ(text(shown(), "health.status"), "healthy");
    run(50s, 250ms, [&] { run_->advance(10); });
    EXPECT_EQ(text(shown(), "health.status"), "healthy");
    run(30s, 250ms, [&] { run_->advance(10); });
    EXPECT_EQ(text(shown(), "health.status"), "slow");
    run(120s, 250ms, [&] { run_->advance(100); });
    EXPECT_EQ(text(shown(), "health.status"), "healthy");
}

TEST_F(JudgementTests, ScoresItselfAgainstTheTruth) {
    begin({wholeRun(1), wholeRun(1), wholeRun(1)});
    run_->total(1000, TotalKind::Exact, TotalSource::Counted);
    run(10s, 250ms, [&] { run_->advance(25); });
    run_->enter("import.save");
    run(30s, 250ms, [&] { run_->advance(8); });
    const auto scores = publisher_.scores(*run_);
    ASSERT_EQ(scores.size(), 5U);
    for (const auto& score : scores) {
        ASSERT_TRUE(score.range);
        EXPECT_NEAR(score.range->p50, score.actual, 4) << score.percent;
    }
    EXPECT_NEAR(scores[2].actual, 20, 0.5);
}

TEST_F(JudgementTests, AccountsForAllOfTheTime) {
    begin();
    run_->spent(TimeShare::Database, 3s);
    pass(10s);
    EXPECT_EQ(number(shown(), "time.database"), 3);
    EXPECT_EQ(number(shown(), "time.rules"), 7);
    EXPECT_EQ(number(shown(), "time.idle"), 0);
}

TEST_F(JudgementTests, TimeBeforeTheFirstPhaseIsIdle) {
    run_ = publisher_.begin(identity_);
    pass(4s);
    EXPECT_EQ(number(shown(), "time.idle"), 4);
}

TEST_F(JudgementTests, NestedPhasesStandUnderTheirHost) {
    begin();
    run_->enter("import.save");
    run_->enterNested("file.write", "Writing");
    pass(1s);
    const auto shown = this->shown();
    const auto& phases = at(shown, "phases").as_array();
    std::int64_t order = 0;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        EXPECT_EQ(number(phases[i], "order"), static_cast<double>(++order));
        if (text(phases[i], "key") == "file.write") {
            EXPECT_EQ(text(phases[i - 1], "key"), "import.save");
        }
    }
    EXPECT_EQ(text(shown, "currentPhase.key"), "file.write");
    EXPECT_EQ(text(shown, "phase"), "Saving");
}

TEST_F(JudgementTests, TheSummaryOfALaterPhaseMixesNoPopulations) {
    begin();
    run_->total(1000, TotalKind::Exact, TotalSource::Counted);
    run_->advance(1000);
    run_->count(0, Outcome::Created, 1000);
    pass(1s);
    EXPECT_EQ(text(shown(), "summary"),
              "Importing | Processed: 1000/1000 | Creates: 1000, Updates: 0, Deletes: 0");
    run_->enter("import.save");
    run_->total(500, TotalKind::Exact, TotalSource::Counted);
    run_->advance(300);
    pass(1s);
    EXPECT_EQ(text(shown(), "summary"),
              "Saving 300/500 | Processed: 1000 | Creates: 1000, Updates: 0, Deletes: 0");
    run_->enter("import.record");
    pass(1s);
    EXPECT_EQ(text(shown(), "summary"),
              "Recording | Processed: 1000 | Creates: 1000, Updates: 0, Deletes: 0");
}

TEST_F(JudgementTests, WhatIsReadBeforeAnythingIsCountedHasTheUsualForm) {
    begin();
    run_->enter("import.fetch");
    run_->total(1000, TotalKind::Exact, TotalSource::Connector);
    run_->advance(300);
    pass(1s);
    EXPECT_EQ(text(shown(), "summary"),
              "Reading | Processed: 300/1000 | Creates: 0, Updates: 0, Deletes: 0");
}

}  // namespace
}  // namespace jim::progress
