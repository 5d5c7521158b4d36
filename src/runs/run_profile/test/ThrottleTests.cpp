#include "runs/run_profile/Throttle.hpp"

#include <gtest/gtest.h>

namespace jim::runs::run_profile {
namespace {

using namespace std::chrono_literals;

class ThrottleTests : public testing::Test {
protected:
    base::ManualClock clock_;
};

TEST_F(ThrottleTests, WithoutALimitNothingRests) {
    Throttle throttle{0, clock_};
    EXPECT_EQ(throttle.restAfter(1'000'000), 0us);
    EXPECT_EQ(throttle.batch(4000), 4000U);
}

TEST_F(ThrottleTests, RestsForWhatItsObjectsAreAllowed) {
    Throttle throttle{100, clock_};
    EXPECT_EQ(throttle.restAfter(50), 500ms);
    clock_.advance(500ms);
    clock_.advance(300ms);  // The work itself counts.
    EXPECT_EQ(throttle.restAfter(50), 200ms);
}

TEST_F(ThrottleTests, WhatWasSlowIsNotMadeUpFor) {
    Throttle throttle{100, clock_};
    clock_.advance(1h);
    EXPECT_EQ(throttle.restAfter(100), 0us);
    EXPECT_EQ(throttle.restAfter(100), 1s);
}

TEST_F(ThrottleTests, SingleObjectsRestTogether) {
    Throttle throttle{1000, clock_};
    for (int i = 1; i < 10; ++i) EXPECT_EQ(throttle.restAfter(1), 0us) << i;
    EXPECT_EQ(throttle.restAfter(1), 10ms);
}

TEST_F(ThrottleTests, BatchesAreAQuarterOfASecond) {
    EXPECT_EQ(Throttle(1000, clock_).batch(4000), 250U);
    EXPECT_EQ(Throttle(100'000, clock_).batch(4000), 4000U);
    EXPECT_EQ(Throttle(1, clock_).batch(4000), 1U);
}

TEST_F(ThrottleTests, ARestEndsWhenTheRunShallStop) {
    base::StopSource stop;
    stop.request_stop();
    Throttle throttle{1, clock_};
    EXPECT_EQ(throttle.keep(1'000'000, stop.get_token()), 0us);
}

}  // namespace
}  // namespace jim::runs::run_profile
