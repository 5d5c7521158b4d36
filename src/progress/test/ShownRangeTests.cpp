#include "progress/ShownRange.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jim::progress {
namespace {

double shownAfter(ShownRange& shown, double now, double estimate, bool sudden = false) {
    return shown.update(now, EtaRange{estimate / 2, estimate, estimate * 2}, sudden).range->p50;
}

TEST(ShownRangeTests, RunsDownWithTheTime) {
    ShownRange shown;
    EXPECT_DOUBLE_EQ(shownAfter(shown, 0, 100), 100);
    EXPECT_NEAR(shownAfter(shown, 1, 99), 99, 0.01);
    EXPECT_NEAR(shownAfter(shown, 2, 98), 98, 0.01);
}

TEST(ShownRangeTests, ComesRightGraduallyWithinFivePerCent) {
    ShownRange shown;
    (void)shownAfter(shown, 0, 100);
    const double next = shownAfter(shown, 1, 103);
    EXPECT_GT(next, 99);
    EXPECT_LT(next, 100);
}

TEST(ShownRangeTests, IsSetWhenItIsOffByMore) {
    ShownRange shown;
    (void)shownAfter(shown, 0, 100);
    EXPECT_DOUBLE_EQ(shownAfter(shown, 1, 80), 80);
    EXPECT_DOUBLE_EQ(shownAfter(shown, 2, 85), 85);
}

TEST(ShownRangeTests, RisesGraduallyWithoutACause) {
    ShownRange shown;
    (void)shownAfter(shown, 0, 100);
    const auto next = shown.update(1, EtaRange{150, 300, 600}, false);
    EXPECT_LE(next.range->p50, 120);
    EXPECT_TRUE(next.behind);
    EXPECT_DOUBLE_EQ(shownAfter(shown, 2, 300, true), 300);
}

TEST(ShownRangeTests, DoesNotRunOutWhileSomethingIsLeft) {
    ShownRange shown;
    (void)shownAfter(shown, 0, 0.3);
    for (int t = 1; t < 10; ++t) EXPECT_GT(shownAfter(shown, t, 0.3), 0);
}

TEST(ShownRangeTests, KeepsTheShapeOfTheInterval) {
    ShownRange shown;
    const auto range = shown.update(0, EtaRange{50, 100, 300}, false).range.value();
    EXPECT_DOUBLE_EQ(*range.p10 / range.p50, 0.5);
    EXPECT_DOUBLE_EQ(*range.p90 / range.p50, 3);
    EXPECT_FALSE(shown.update(1, {}, false).range);
}

RC_GTEST_PROP(ShownRangeTests, NeverJumpsUpWithoutACause, ()) {
    ShownRange shown;
    std::optional<double> before;
    for (int t = 0; t < 50; ++t) {
        const double estimate = *rc::gen::inRange(1, 100'000) / 10.0;
        const auto next = shown.update(t, EtaRange{estimate, estimate, estimate}, false);
        if (before) {
            RC_ASSERT(next.range->p50 <= *before * 1.2 + 1e-9);
        }
        before = next.range->p50;
    }
}

}  // namespace
}  // namespace jim::progress
