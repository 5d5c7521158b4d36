#include "progress/EstimateScore.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;

TEST(EstimateScoreTests, HoldsWhatWasSaidAgainstTheTruth) {
    EstimateLog log;
    for (int t = 0; t <= 100; ++t) log.note(std::chrono::seconds{t}, EtaRange{1, 2.0 * t, 3});
    const auto scores = log.scores(100s);
    ASSERT_EQ(scores.size(), 5U);
    EXPECT_EQ(scores[1].percent, 25);
    EXPECT_DOUBLE_EQ(scores[1].actual, 75);
    EXPECT_DOUBLE_EQ(scores[1].range.value().p50, 50);
    EXPECT_EQ(scores[4].percent, 90);
}

TEST(EstimateScoreTests, SaysWhenNothingWasSaid) {
    EstimateLog log;
    log.note(0s, std::nullopt);
    ASSERT_EQ(log.scores(10s).size(), 5U);
    EXPECT_FALSE(log.scores(10s)[0].range);
    EXPECT_TRUE(EstimateLog{}.scores(10s).empty());
}

TEST(EstimateScoreTests, ForgetsEveryOtherOfALongRun) {
    EstimateLog log;
    for (int t = 0; t < 100'000; ++t) log.note(std::chrono::seconds{t}, EtaRange{1, 1, 1});
    for (const auto& score : log.scores(100'000s))
        EXPECT_NEAR(score.actual, 1000.0 * (100 - score.percent), 1000);
}

}  // namespace
}  // namespace jim::progress
