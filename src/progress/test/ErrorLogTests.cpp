#include "progress/ErrorLog.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

TEST(ErrorLogTests, CountsAllAndKeepsTheNewestFive) {
    ErrorLog log;
    for (int i = 0; i < 12; ++i) log.add("DuplicateObject", "line " + std::to_string(i), {i});
    const auto summary = log.summary();
    EXPECT_EQ(summary.total, 12);
    ASSERT_EQ(summary.recent.size(), 5U);
    EXPECT_EQ(summary.recent.front().message, "line 11");
    EXPECT_EQ(summary.recent.front().at.micros, 11);
    ASSERT_EQ(summary.topTypes.size(), 1U);
    EXPECT_EQ(summary.topTypes[0].count, 12);
}

TEST(ErrorLogTests, ShowsTheMostFrequentTypesFirst) {
    ErrorLog log;
    for (const auto* type : {"a", "b", "b", "c", "c", "c", "d", "e", "f"}) log.add(type, "", {});
    const auto top = log.summary().topTypes;
    ASSERT_EQ(top.size(), 5U);
    EXPECT_EQ(top[0].type, "c");
    EXPECT_EQ(top[1].type, "b");
    EXPECT_EQ(top[2].type, "a");
}

TEST(ErrorLogTests, StaysBoundedWhateverTypesComeIn) {
    ErrorLog log;
    for (int i = 0; i < 10'000; ++i)
        log.add("type " + std::to_string(i), std::string(100'000, 'x'), {});
    const auto summary = log.summary();
    EXPECT_EQ(summary.total, 10'000);
    EXPECT_EQ(summary.topTypes[0].type, "Other");
    EXPECT_EQ(summary.topTypes[0].count, 9'950);
    EXPECT_LE(summary.recent[0].message.size(), 240U);
}

TEST(ErrorLogTests, NeutralisesWhatItKeeps) {
    ErrorLog log;
    log.add("bad\x1b[31m", "line\n2 \x1b]0;title\x07", {});
    EXPECT_EQ(log.summary().recent[0].type, "bad[31m");
    EXPECT_EQ(log.summary().recent[0].message, "line 2 ]0;title");
}

}  // namespace
}  // namespace jim::progress
