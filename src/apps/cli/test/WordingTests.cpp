#include "apps/cli/Wording.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace jim::apps::cli {
namespace {

TEST(WordingTests, GroupsDigits) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(-1000), "-1,000");
    EXPECT_EQ(grouped(-100), "-100");
}

TEST(WordingTests, DurationsAreTruncated) {
    EXPECT_EQ(durationText(0.49), "0.4 s");
    EXPECT_EQ(durationText(59.99), "59 s");
    EXPECT_EQ(durationText(65), "1 min 05 s");
    EXPECT_EQ(durationText(7380), "2 h 03 min");
    EXPECT_EQ(durationText(273'600), "3 d 04 h");
    EXPECT_EQ(durationText(-5), "0.0 s");
    EXPECT_EQ(durationText(std::numeric_limits<double>::quiet_NaN()), "?");
    EXPECT_EQ(durationText(1e300), "11,574,074 d 01 h");
}

TEST(WordingTests, PercentIsTruncatedAndNeverAboveOneHundred) {
    EXPECT_EQ(percentText(45.7), "45.7 %");
    EXPECT_EQ(percentText(99.95), "99.9 %");
    EXPECT_EQ(percentText(99.999), "99.9 %");
    EXPECT_EQ(percentText(100), "100.0 %");
    EXPECT_EQ(percentText(102.4), "100.0 %");
    EXPECT_EQ(percentText(-1), "0.0 %");
    for (int tenths = 0; tenths <= 1000; ++tenths)
        EXPECT_EQ(percentText(tenths / 10.0),
                  std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %");
}

TEST(WordingTests, NamesAndTimes) {
    EXPECT_EQ(spaced("CompleteWithWarning"), "complete with warning");
    EXPECT_EQ(shortTime("2026-08-22T13:48:07.123456Z"), "2026-08-22 13:48:07");
    EXPECT_EQ(shortTime("soon"), "soon");
    EXPECT_EQ(spanText("00:01:05.5000000"), "1 min 05 s");
    EXPECT_EQ(spanText("later"), "later");
    EXPECT_EQ(counted(1, "error", "errors"), "1 error");
    EXPECT_EQ(counted(2000, "error", "errors"), "2,000 errors");
}

}  // namespace
}  // namespace jim::apps::cli
