#include "progress/Rate.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;

class RateTests : public testing::Test {
protected:
    void go(std::chrono::milliseconds time, std::int64_t perStep) {
        for (auto passed = 0ms; passed < time; passed += 250ms) {
            now_ += 250ms;
            processed_ += perStep;
            rate_.record(now_, processed_);
        }
    }
    double shown(std::int64_t total = 0) { return rate_.perSecond(now_, total).value_or(-1); }

    Rate rate_;
    std::chrono::microseconds now_{0};
    std::int64_t processed_ = 0;
};

TEST_F(RateTests, SaysNothingBeforeThreeSeconds) {
    go(2750ms, 25);
    EXPECT_EQ(shown(), -1);
    go(250ms, 25);
    EXPECT_NEAR(shown(), 100, 1e-6);
}

TEST_F(RateTests, SaysNothingBeforeThreeSamplesThatMoved) {
    go(4s, 0);
    go(250ms, 1000);
    go(250ms, 1000);
    EXPECT_EQ(shown(), -1);
    go(250ms, 1000);
    EXPECT_GT(shown(), 0);
}

TEST_F(RateTests, SaysNothingBeforeOnePerCent) {
    go(10s, 1);
    EXPECT_EQ(shown(10'000), -1);
    EXPECT_NEAR(shown(4'000), 4, 1e-6);
}

TEST_F(RateTests, IsExactForASteadyRunFromTheStart) {
    for (int i = 0; i < 20; ++i) {
        go(5s, 50);
        EXPECT_NEAR(shown(), 200, 1e-6);
    }
}

TEST_F(RateTests, FollowsAChangeWithinAMinute) {
    go(60s, 25);
    go(60s, 250);
    EXPECT_NEAR(shown(), 1000, 100);
}

TEST_F(RateTests, DecaysWhileNothingMoves) {
    go(30s, 25);
    const auto before = shown();
    now_ += 15s;
    EXPECT_LT(shown(), before / 2);
    EXPECT_GT(shown(), 0);
}

TEST_F(RateTests, DoesNotDependOnHowOftenItIsAsked) {
    go(20s, 25);
    const auto once = shown();
    for (int i = 0; i < 100; ++i) EXPECT_EQ(shown(), once);
}

TEST_F(RateTests, ForgetsThePhaseBefore) {
    go(30s, 1000);
    rate_.restart(now_, processed_);
    go(2s, 1);
    EXPECT_EQ(shown(), -1);
    go(5s, 1);
    EXPECT_NEAR(shown(), 4, 1e-6);
}

TEST_F(RateTests, IgnoresATimeThatDoesNotPass) {
    go(10s, 25);
    const auto before = shown();
    rate_.record(now_, processed_ + 1'000'000);
    EXPECT_EQ(shown(), before);
}

}  // namespace
}  // namespace jim::progress
