#include "runs/alert/AlertEvaluation.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace jim::runs::alert {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using enum AlertCondition;
using enum AlertMeasure;

constexpr base::Timestamp kNow{1'790'000'000'000'000};

AlertRule rule(AlertCondition condition, AlertMeasure measure, double threshold,
               std::int64_t minimum = 0) {
    AlertRule rule;
    rule.id = static_cast<std::int32_t>(condition) * 10 + static_cast<std::int32_t>(measure);
    rule.name = std::string{toText(condition)};
    rule.condition = condition;
    rule.measure = measure;
    rule.threshold = threshold;
    rule.minimumObjects = minimum;
    return rule;
}

/// Runs that took ten seconds and deleted two objects.
std::vector<progress::PastRun> history(std::size_t runs) {
    progress::PastRun run;
    run.objects = 100;
    run.counts.deleted = 2;
    run.phases = {{"import.fetch", 4s, 100}, {"import.save", 6s, 100}};
    return std::vector<progress::PastRun>(runs, run);
}

AlertObservation counts(std::int64_t updated, std::int64_t failed, std::int64_t deleted = 0) {
    AlertObservation seen;
    seen.counts.updated = updated;
    seen.counts.failed = failed;
    seen.counts.deleted = deleted;
    return seen;
}

std::vector<std::string> fired(AlertEvaluation& evaluation, const AlertObservation& seen) {
    std::vector<std::string> texts;
    for (const auto& decision : evaluation.observe(seen, kNow))
        texts.push_back(progress::observationText(decision.firing));
    return texts;
}

TEST(AlertEvaluationTests, AnErrorRatioWaitsForItsMinimum) {
    AlertEvaluation evaluation{{rule(ErrorRatio, Absolute, 0.1, 20)}, {}};
    EXPECT_THAT(fired(evaluation, counts(0, 0)), IsEmpty());
    EXPECT_THAT(fired(evaluation, counts(0, 19)), IsEmpty());
    EXPECT_THAT(fired(evaluation, counts(91, 9)), IsEmpty());
    EXPECT_THAT(fired(evaluation, counts(87, 13)),
                ElementsAre("13 % of the objects failed (limit 10 %)"));
}

TEST(AlertEvaluationTests, EachRuleFiresOnce) {
    AlertEvaluation evaluation{{rule(Deletes, Absolute, 5), rule(ErrorRatio, Absolute, 0.5)}, {}};
    EXPECT_THAT(fired(evaluation, counts(0, 0, 5)), ElementsAre("5 deletes (limit 5)"));
    EXPECT_THAT(fired(evaluation, counts(0, 0, 50)), IsEmpty());
    EXPECT_THAT(fired(evaluation, counts(0, 99, 50)),
                ElementsAre("66.4 % of the objects failed (limit 50 %)"));
    EXPECT_THAT(fired(evaluation, counts(0, 99, 50)), IsEmpty());
    ASSERT_EQ(evaluation.firings().size(), 2U);
    EXPECT_EQ(evaluation.firings()[0].observed, 5);
    EXPECT_EQ(evaluation.firings()[0].at, kNow);
}

TEST(AlertEvaluationTests, WhatIsUsualIsKnownFromThreeRuns) {
    AlertEvaluation two{{rule(Deletes, TimesUsual, 3, 10), rule(Overrun, TimesUsual, 2)},
                        history(2)};
    auto seen = counts(0, 0, 1000);
    seen.elapsed = 1h;
    EXPECT_THAT(fired(two, seen), IsEmpty());
    AlertEvaluation three{{rule(Deletes, TimesUsual, 3, 10), rule(Overrun, TimesUsual, 2)},
                          history(3)};
    EXPECT_THAT(fired(three, seen),
                ElementsAre("deletes are 500 times the usual (limit 3 times)",
                            "it has taken 360 times the usual time (limit 2 times)"));
}

TEST(AlertEvaluationTests, FewDeletesAreNotUnusualHoweverManyTimesTheUsual) {
    AlertEvaluation evaluation{{rule(Deletes, TimesUsual, 3, 10)}, history(5)};
    EXPECT_THAT(fired(evaluation, counts(0, 0, 9)), IsEmpty());
    EXPECT_THAT(fired(evaluation, counts(0, 0, 10)),
                ElementsAre("deletes are 5 times the usual (limit 3 times)"));
}

TEST(AlertEvaluationTests, StallAndOverrunGoByTime) {
    AlertEvaluation evaluation{{rule(Stall, Absolute, 30), rule(Overrun, Absolute, 600)}, {}};
    auto seen = counts(1, 0);
    seen.still = 29s;
    seen.elapsed = 599s;
    EXPECT_THAT(fired(evaluation, seen), IsEmpty());
    seen.still = 95s;
    seen.elapsed = 2h + 3min;
    EXPECT_THAT(fired(evaluation, seen),
                ElementsAre("nothing has moved for 1 min 35 s (limit 30 s)",
                            "it has taken 2 h 3 min (limit 10 min)"));
}

TEST(AlertEvaluationTests, RulesThatAreSwitchedOffSayNothing) {
    auto off = rule(Deletes, Absolute, 1);
    off.enabled = false;
    AlertEvaluation evaluation{{off}, {}};
    EXPECT_THAT(fired(evaluation, counts(0, 0, 50)), IsEmpty());
}

RC_GTEST_PROP(AlertEvaluationTests, FiresExactlyWhenTheRatioReachesTheThreshold,
              (std::uint16_t updated, std::uint16_t failed, std::uint8_t percent)) {
    RC_PRE(percent > 0 && percent <= 100);
    const double threshold = percent / 100.0;
    AlertEvaluation evaluation{{rule(ErrorRatio, Absolute, threshold, 20)}, {}};
    const double processed = static_cast<double>(updated) + failed;
    const bool reached = processed >= 20 && failed / processed >= threshold;
    RC_ASSERT(evaluation.observe(counts(updated, failed), kNow).size() == (reached ? 1U : 0U));
}

}  // namespace
}  // namespace jim::runs::alert
