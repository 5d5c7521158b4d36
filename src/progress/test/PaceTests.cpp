#include "progress/Pace.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace jim::progress {
namespace {

/// A pass of which so many objects are done in each second.
template <typename PerSecond>
Pace paceOf(int seconds, PerSecond perSecond) {
    Pace pace;
    pace.restart(0, 0);
    double processed = 0;
    for (int t = 1; t <= seconds; ++t) {
        processed += perSecond(t);
        pace.record(t, static_cast<std::int64_t>(processed));
    }
    return pace;
}

Pace evenPace(int seconds) {
    return paceOf(seconds, [](int) { return 10.0; });
}

TEST(PaceTests, SaysNothingBeforeItHasSeenSomething) {
    EXPECT_FALSE(Pace{}.rest(0.5));
    EXPECT_FALSE(evenPace(2).rest(0.5));
    EXPECT_FALSE(evenPace(100).rest(0.001));
    EXPECT_TRUE(evenPace(100).rest(0.5));
}

TEST(PaceTests, AnEvenPaceGoesOn) {
    const auto pace = evenPace(100);
    EXPECT_NEAR(pace.rest(0.5).value().perSecond, 10, 0.1);
    EXPECT_NEAR(pace.secondsFor(500, 10), 50, 0.1);
    EXPECT_EQ(pace.trend(), 0);
    EXPECT_NEAR(pace.doubt(), 0, 1e-6);
}

TEST(PaceTests, KnowsThePaceBetterTheMoreItHasSeen) {
    EXPECT_LT(evenPace(200).rest(0.9).value().error, evenPace(20).rest(0.1).value().error);
}

TEST(PaceTests, TheLessIsLeftTheMoreOfItIsChance) {
    const auto pace = paceOf(100, [](int t) { return t % 7 == 0 ? 60.0 : 2.0; });
    EXPECT_LT(pace.rest(0.2).value().chance, pace.rest(0.8).value().chance);
    EXPECT_LT(pace.rest(0.8).value().chance, pace.rest(0.97).value().chance);
    EXPECT_LT(evenPace(100).rest(0.8).value().chance, pace.rest(0.8).value().chance);
}

TEST(PaceTests, FollowsATrendAndDoubtsASeemingOne) {
    const auto rising = paceOf(100, [](int t) { return 10 * std::exp(0.01 * t); });
    EXPECT_NEAR(rising.trend(), 0.01, 0.003);
    EXPECT_LT(rising.secondsFor(500, 20), 25);
    const auto uneven =
        paceOf(100, [](int t) { return (t % 9 == 0 ? 40.0 : 10.0) * (1 + t / 400.0); });
    EXPECT_GT(uneven.doubt(), 0);
    EXPECT_EQ(uneven.trend(), 0);
}

TEST(PaceTests, ForgetsWhatWasBeforeAChange) {
    const auto slower = paceOf(100, [](int t) { return t < 50 ? 60.0 : 10.0; });
    EXPECT_NEAR(slower.rest(0.5).value().perSecond, 10, 1);
}

}  // namespace
}  // namespace jim::progress
