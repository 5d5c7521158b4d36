#include "progress/Comparison.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

std::vector<PastRun> withDeletes(std::initializer_list<std::int64_t> deletes) {
    std::vector<PastRun> history;
    for (const auto deleted : deletes) {
        history.emplace_back();
        history.back().counts.deleted = deleted;
    }
    return history;
}

Tally deleted(std::int64_t n) {
    Tally tally;
    tally.deleted = n;
    return tally;
}

TEST(ComparisonTests, IsUnknownWithoutEarlierRuns) {
    const auto comparison = UsualCounts{{}}.compare(deleted(5));
    EXPECT_EQ(comparison.runsUsed, 0U);
    EXPECT_FALSE(comparison.deletes);
}

TEST(ComparisonTests, IsTheRatioToTheMedian) {
    const auto comparison = UsualCounts{withDeletes({9, 10, 300})}.compare(deleted(400));
    EXPECT_EQ(comparison.runsUsed, 3U);
    EXPECT_DOUBLE_EQ(comparison.deletes.value(), 40);
    EXPECT_DOUBLE_EQ(comparison.failures.value(), 0);
}

TEST(ComparisonTests, TheUsualIsAtLeastOne) {
    EXPECT_DOUBLE_EQ(UsualCounts{withDeletes({0, 0, 0})}.compare(deleted(7)).deletes.value(), 7);
}

TEST(ComparisonTests, RemarksOnWhatIsUnusual) {
    const UsualCounts usual{withDeletes({9, 10, 11})};
    const auto remark = [&](std::int64_t n, bool ended = false) {
        return remarkOn(usual.compare(deleted(n)), deleted(n), ended);
    };
    EXPECT_EQ(remark(400), "deletes already 40 times the usual");
    EXPECT_EQ(remark(400, true), "deletes 40 times the usual");
    EXPECT_EQ(remark(29), "");
}

TEST(ComparisonTests, DoesNotRemarkOnLittleOrFromLittle) {
    const UsualCounts none{withDeletes({0, 0, 0})};
    EXPECT_EQ(remarkOn(none.compare(deleted(9)), deleted(9), false), "");
    const UsualCounts two{withDeletes({1, 1})};
    EXPECT_EQ(remarkOn(two.compare(deleted(400)), deleted(400), false), "");
}

}  // namespace
}  // namespace jim::progress
