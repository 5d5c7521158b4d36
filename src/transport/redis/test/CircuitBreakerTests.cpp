#include "transport/redis/CircuitBreaker.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace jim::transport::redis {
namespace {

using namespace std::chrono_literals;
using BreakerState = CircuitBreaker::State;

TEST(CircuitBreakerTests, OpensAfterThreeFailuresInARow) {
    CircuitBreaker breaker;
    breaker.failed(0s, 0);
    breaker.failed(0s, 0);
    breaker.succeeded();
    breaker.failed(0s, 0);
    breaker.failed(0s, 0);
    EXPECT_EQ(breaker.state(), BreakerState::Closed);
    breaker.failed(0s, 0);
    EXPECT_EQ(breaker.state(), BreakerState::Open);
}

TEST(CircuitBreakerTests, OneAtATimeTriesAgainWhenThePauseIsOver) {
    CircuitBreaker breaker;
    for (int i = 0; i < 3; ++i) breaker.failed(10s, 0);
    EXPECT_FALSE(breaker.mayTry(10s));
    EXPECT_TRUE(breaker.mayTry(breaker.nextTry()));
    EXPECT_EQ(breaker.state(), BreakerState::HalfOpen);
    EXPECT_FALSE(breaker.mayTry(breaker.nextTry() + 1h));
    breaker.failed(11s, 0);
    EXPECT_EQ(breaker.state(), BreakerState::Open);
    EXPECT_TRUE(breaker.mayTry(breaker.nextTry()));
    breaker.succeeded();
    EXPECT_EQ(breaker.state(), BreakerState::Closed);
    EXPECT_TRUE(breaker.mayTry(11s));
}

TEST(CircuitBreakerTests, AFailureMakesTheNextAttemptWaitEvenWhileItIsClosed) {
    CircuitBreaker breaker;
    EXPECT_TRUE(breaker.mayTry(0s));
    breaker.failed(5s, 0);
    EXPECT_FALSE(breaker.mayTry(5s));
    EXPECT_TRUE(breaker.mayTry(5s + CircuitBreaker::kShortest));
}

RC_GTEST_PROP(CircuitBreakerTests, NoPauseIsLongerThanASecondOrShorterThanHalfTheShortest, ()) {
    CircuitBreaker breaker;
    const auto failures = *rc::gen::inRange(1, 200);
    for (int i = 0; i < failures; ++i) {
        const auto chance = static_cast<double>(*rc::gen::inRange(0, 1001)) / 1000;
        breaker.failed(7s, chance);
        RC_ASSERT(breaker.nextTry() - 7s <= CircuitBreaker::kLongest);
        RC_ASSERT(breaker.nextTry() - 7s >= CircuitBreaker::kShortest / 2);
    }
}

}  // namespace
}  // namespace jim::transport::redis
