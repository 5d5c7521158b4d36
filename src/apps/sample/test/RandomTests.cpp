#include "apps/sample/impl/Random.hpp"

#include <gtest/gtest.h>

namespace jim::apps::sample {
namespace {

TEST(RandomTests, DrawsThePublishedSequence) {
    Random random{1234567};
    EXPECT_EQ(random.next(), 6457827717110365317U);
    EXPECT_EQ(random.next(), 3203168211198807973U);
    EXPECT_EQ(random.next(), 9817491932198370423U);
}

TEST(RandomTests, StaysBelowTheBoundAndReachesAllOfIt) {
    Random random{1};
    std::uint32_t seen = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto drawn = random.below(10);
        ASSERT_LT(drawn, 10U);
        seen |= 1U << drawn;
    }
    EXPECT_EQ(seen, 0x3ffU);
    EXPECT_EQ(random.below(0), 0U);
    EXPECT_EQ(random.below(1), 0U);
}

TEST(RandomTests, PartsOfOneSeedDiffer) {
    EXPECT_NE(Random::of(1, 1).next(), Random::of(1, 2).next());
    EXPECT_NE(Random::of(1, 1).next(), Random::of(2, 1).next());
    EXPECT_EQ(Random::of(1, 1).next(), Random::of(1, 1).next());
}

}  // namespace
}  // namespace jim::apps::sample
