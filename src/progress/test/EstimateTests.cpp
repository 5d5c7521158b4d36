#include "progress/Estimate.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

const Total kThousand{1000, TotalKind::Exact, TotalSource::Counted};

TEST(EstimateTests, SaysNothingWhileQueuedAndNothingLeftAtTheEnd) {
    EXPECT_EQ(estimateOfQueued().reason, "queued");
    EXPECT_FALSE(estimateOfQueued().run);
    EXPECT_EQ(estimateOfEnded().run.value().p50, 0);
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
