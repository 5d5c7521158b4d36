#include "progress/Health.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;

TEST(HealthTests, IsHealthyWhileItMoves) {
    Health health;
    health.restart(0s);
    for (microseconds now = 1s; now < 60s; now += 1s) {
        health.advanced(now);
        EXPECT_EQ(health.status(now + 900ms, false), HealthStatus::Healthy);
    }
}

TEST(HealthTests, IsQuietAndThenStalled) {
    Health health;
    health.restart(0s);
    EXPECT_EQ(health.status(1900ms, false), HealthStatus::Healthy);
    EXPECT_EQ(health.status(3s, false), HealthStatus::Quiet);
    EXPECT_EQ(health.status(14900ms, false), HealthStatus::Quiet);
    EXPECT_EQ(health.status(15s, false), HealthStatus::Stalled);
}

TEST(HealthTests, CountersAtTheirTotalAreQuietAndNeverStalled) {
    Health health;
    health.restart(0s);
    EXPECT_EQ(health.status(1h, true), HealthStatus::Quiet);
}

TEST(HealthTests, LongGapsThatAreUsualAreNoStall) {
    Health health;
    health.restart(0s);
    for (int i = 1; i <= 10; ++i) health.advanced(i * 20s);
    EXPECT_EQ(health.status(200s + 25s, false), HealthStatus::Healthy);
    EXPECT_EQ(health.status(200s + 50s, false), HealthStatus::Quiet);
    EXPECT_EQ(health.status(200s + 120s, false), HealthStatus::Stalled);
}

TEST(HealthTests, OneLongGapAmongThousandsIsNotUsual) {
    Health health;
    health.restart(0s);
    microseconds now = 0s;
    for (int i = 0; i < 1000; ++i) health.advanced(now += 250ms);
    health.advanced(now += 40s);
    EXPECT_EQ(health.patience(), 15s);
}

TEST(HealthTests, ANewPhaseBeginsAnew) {
    Health health;
    health.restart(0s);
    health.restart(100s);
    EXPECT_EQ(health.lastAdvance(), 100s);
    EXPECT_EQ(health.status(101s, false), HealthStatus::Healthy);
}

TEST(HealthTests, HasNamesForAll) {
    EXPECT_EQ(toText(HealthStatus::Healthy), "healthy");
    EXPECT_EQ(toText(HealthStatus::Slow), "slow");
    EXPECT_EQ(toText(HealthStatus::WorkerLost), "worker_lost");
}

}  // namespace
}  // namespace jim::progress
