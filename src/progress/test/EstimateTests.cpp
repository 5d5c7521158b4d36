#include "progress/Estimate.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

const Total kThousand{1000, TotalKind::Exact, TotalSource::Counted};

TEST(EstimateTests, DividesWhatRemainsByTheRate) {
    const auto eta = estimate({400, kThousand, 100.0, false, false});
    ASSERT_TRUE(eta.phase);
    EXPECT_DOUBLE_EQ(eta.phase->p50, 6);
    EXPECT_FALSE(eta.phase->p10);
    EXPECT_EQ(eta.basis, "rate");
}

TEST(EstimateTests, SaysNothingOfTheRunWhilePhasesAreToCome) {
    EXPECT_FALSE(estimate({400, kThousand, 100.0, false, false}).run);
    EXPECT_EQ(estimate({400, kThousand, 100.0, false, false}).reason, "unknown_total");
    const auto last = estimate({400, kThousand, 100.0, false, true});
    EXPECT_DOUBLE_EQ(last.run.value().p50, 6);
    EXPECT_EQ(last.reason, "");
}

TEST(EstimateTests, GivesTheReasonWhenItSaysNothing) {
    EXPECT_EQ(estimate({400, kThousand, {}, false, false}).reason, "warming_up");
    EXPECT_EQ(estimate({400, {}, 100.0, false, false}).reason, "unknown_total");
    EXPECT_EQ(estimate({1000, kThousand, 100.0, false, false}).reason, "finishing");
    EXPECT_EQ(estimate({400, kThousand, 100.0, true, false}).reason, "stalled");
    EXPECT_EQ(estimateOfQueued().reason, "queued");
    EXPECT_EQ(estimate({400, {900, TotalKind::LowerBound, {}}, 1.0, false, false}).reason,
              "unknown_total");
}

TEST(EstimateTests, NeverShowsAHugeNumberForARateNearZero) {
    EXPECT_EQ(estimate({400, kThousand, 1e-9, false, false}).reason, "warming_up");
}

TEST(EstimateTests, PercentTruncates) {
    EXPECT_EQ(percentOf(9995, {10'000, TotalKind::Exact, {}}), 99.9);
    EXPECT_EQ(percentOf(457, kThousand), 45.7);
    EXPECT_EQ(percentOf(999'999'999, {1'000'000'000, TotalKind::Exact, {}}), 99.9);
    EXPECT_EQ(percentOf(1000, kThousand), 100);
    EXPECT_EQ(percentOf(0, kThousand), 0);
}

TEST(EstimateTests, PercentNeedsATotal) {
    EXPECT_FALSE(percentOf(5, {}));
    EXPECT_FALSE(percentOf(0, {0, TotalKind::Exact, {}}));
    EXPECT_FALSE(percentOf(5, {10, TotalKind::LowerBound, {}}));
    EXPECT_TRUE(percentOf(5, {10, TotalKind::Estimate, {}}));
}

TEST(EstimateTests, ATotalThatWasPassedIsALowerBound) {
    const auto shown = shownTotal(5400, {5273, TotalKind::Estimate, TotalSource::Connector});
    EXPECT_EQ(shown.kind, TotalKind::LowerBound);
    EXPECT_EQ(shown.value, 5400);
    EXPECT_EQ(shownTotal(5273, {5273, TotalKind::Exact, {}}).kind, TotalKind::Exact);
    EXPECT_EQ(shownTotal(5, {}).kind, TotalKind::Unknown);
}

}  // namespace
}  // namespace jim::progress
