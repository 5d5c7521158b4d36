#include "progress/Expectation.hpp"
#include "progress/PhaseCatalogue.hpp"

#include <gmock/gmock.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;

PastRun run(std::int64_t objects, std::vector<PastPhase> phases) {
    PastRun run;
    run.objects = objects;
    run.phases = std::move(phases);
    return run;
}

TEST(ExpectationTests, WithoutHistoryTakesDeclaredWeights) {
    const Expectation expected{{}, catalogue(RunKind::Import, "FullImport")};
    EXPECT_FALSE(expected.isLearned());
    EXPECT_NEAR(expected.weight("import.save"), declaredWeight("import.save"), 0.01);
    EXPECT_EQ(expected.objects().median, 0);
}

TEST(ExpectationTests, TakesTheMedian) {
    const Expectation expected{
        {run(100, {{"a", 10s, 0}}), run(100, {{"a", 12s, 0}}), run(100, {{"a", 500s, 0}})}, {}};
    EXPECT_NEAR(expected.seconds("a").median, 12, 1e-9);
    EXPECT_DOUBLE_EQ(expected.objects().median, 100);
}

TEST(ExpectationTests, ScalesWithTheObjects) {
    const Expectation expected{{run(100, {{"a", 10s, 0}}), run(102, {{"a", 10s, 0}})}, {}};
    EXPECT_NEAR(expected.seconds("a", 1000).median, 100, 5);
}

TEST(ExpectationTests, LearnsThatAPhaseDoesNotGrowWithTheObjects) {
    std::vector<PastRun> history;
    for (const std::int64_t objects : {100, 1000, 10'000, 100'000})
        history.push_back(run(objects, {{"a", 10s, 0}}));
    const Expectation expected{history, {}};
    EXPECT_LT(expected.seconds("a", 100'000).median, 15);
}

TEST(ExpectationTests, CountsOfThePhaseItselfScaleIt) {
    const auto past = run(1000, {{"fetch", 10s, 1000}, {"save", 5s, 50}});
    const Expectation expected{{past, past, past}, {}};
    EXPECT_TRUE(expected.knowsCounts("save"));
    EXPECT_NEAR(expected.objectsShare("save"), 0.05, 1e-6);
    EXPECT_NEAR(expected.secondsOf("save", 500).median, 50, 5);
}

TEST(ExpectationTests, WhatUsuallyDoesNotHappenTakesNoTime) {
    const Expectation expected{
        {run(1, {{"a", 1s, 0}}), run(1, {{"a", 1s, 0}}), run(1, {{"a", 1s, 0}, {"b", 9s, 0}})}, {}};
    EXPECT_EQ(expected.seconds("b").median, 0);
    EXPECT_EQ(expected.seconds("unheard of").median, 0);
}

TEST(ExpectationTests, KeepsTheOrderOfEarlierRunsBesideTheDeclaredOne) {
    const Expectation expected{{run(1, {{"a", 1s, 0}, {"x", 1s, 0}, {"b", 1s, 0}})},
                               {{"a", "A", ""}, {"b", "B", ""}, {"n", "N", "b"}}};
    EXPECT_THAT(expected.order(), testing::ElementsAre("a", "x", "b"));
}

TEST(ExpectationTests, BeyondItsTimeWhatHasLastedLongLastsLonger) {
    const LogNormal ten{10, 0.1};
    EXPECT_NEAR(ten.beyond(0).median, 10, 1e-9);
    EXPECT_NEAR(ten.beyond(5).median, 5, 0.5);
    EXPECT_GT(ten.beyond(100).median, 30);
    EXPECT_GT(ten.beyond(10).median, 0);
    EXPECT_GT(LogNormal{}.beyond(10).median, 0);
}

}  // namespace
}  // namespace jim::progress
