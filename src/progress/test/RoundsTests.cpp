#include "progress/impl/Rounds.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;

TEST(RoundsTests, ThereIsNoneBeforeSomethingIsDue) {
    Rounds rounds{4};
    EXPECT_FALSE(rounds.wait(5s));
    rounds.done(5s, std::nullopt);
    EXPECT_FALSE(rounds.wait(6s));
}

TEST(RoundsTests, OneRunIsPublishedWhenItIsDue) {
    Rounds rounds{4};
    rounds.done(1s, 1s + 250ms);
    EXPECT_EQ(rounds.wait(1s + 1ms), 249ms);
    EXPECT_EQ(rounds.wait(1s + 250ms), 0ms);
    EXPECT_EQ(rounds.wait(2s), 0ms);
}

TEST(RoundsTests, ManyThatAreDueOneAfterAnotherShareARound) {
    Rounds rounds{4};
    rounds.done(1s, 1s + 1ms);
    EXPECT_EQ(rounds.wait(1s), 20ms);
    EXPECT_EQ(rounds.wait(1s + 15ms), 20ms - 15ms);
    EXPECT_EQ(rounds.wait(1s + 20ms), 0ms);
}

TEST(RoundsTests, NoneWaitsForLongHoweverSeldomOrOftenRunsArePublished) {
    for (const auto& [publishHz, apart] : {std::pair{0.01, 20'000us}, {40.0, 2'083us}}) {
        Rounds rounds{publishHz};
        rounds.done(1s, 1s);
        EXPECT_EQ(rounds.wait(1s), apart);
    }
}

}  // namespace
}  // namespace jim::progress
