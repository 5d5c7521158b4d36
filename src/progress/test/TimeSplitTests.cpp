#include "progress/TimeSplit.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;

std::chrono::microseconds of(const TimeShares& times, TimeShare share) {
    return times[static_cast<std::size_t>(share)];
}

TimeShares measured(TimeShare share, std::chrono::microseconds d) {
    TimeShares times{};
    times[static_cast<std::size_t>(share)] = d;
    return times;
}

TEST(TimeSplitTests, APhaseWorksOnWhatItIsDeclaredToWorkOn) {
    TimeSplit split;
    split.enter("import.connect", 1s, {});
    split.enter("import.process", 3s, {});
    split.enter("import.save", 7s, {});
    const auto times = split.until(15s, {});
    EXPECT_EQ(of(times, TimeShare::Source), 2s);
    EXPECT_EQ(of(times, TimeShare::Rules), 4s);
    EXPECT_EQ(of(times, TimeShare::Database), 8s);
}

TEST(TimeSplitTests, WhatWasMeasuredIsNotCountedTwice) {
    TimeSplit split;
    split.enter("sync.process", 0s, {});
    const auto times = split.until(10s, measured(TimeShare::Database, 4s));
    EXPECT_EQ(of(times, TimeShare::Database), 4s);
    EXPECT_EQ(of(times, TimeShare::Rules), 6s);
}

TEST(TimeSplitTests, BesideMeasuredCallsARunDoesItsOwnWork) {
    TimeSplit split;
    split.enter("export.execute", 0s, {});
    const auto times = split.until(10s, measured(TimeShare::Target, 7s));
    EXPECT_EQ(of(times, TimeShare::Target), 7s);
    EXPECT_EQ(of(times, TimeShare::Rules), 3s);
}

TEST(TimeSplitTests, BeforeTheFirstPhaseNothingIsKnown) {
    const auto times = TimeSplit{}.until(10s, {});
    for (const auto share : times) EXPECT_EQ(share, 0s);
}

TEST(TimeSplitTests, ParallelCallsTakeNothingAway) {
    TimeSplit split;
    split.enter("export.execute", 0s, {});
    const auto times = split.until(10s, measured(TimeShare::Target, 25s));
    EXPECT_EQ(of(times, TimeShare::Target), 25s);
    EXPECT_EQ(of(times, TimeShare::Rules), 0s);
}

}  // namespace
}  // namespace jim::progress
