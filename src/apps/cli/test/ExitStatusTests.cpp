#include "apps/cli/ExitStatus.hpp"

#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

TEST(ExitStatusTests, EachOutcomeHasItsNumber) {
    EXPECT_EQ(static_cast<int>(outcomeOf("Complete")), 0);
    EXPECT_EQ(static_cast<int>(outcomeOf("CompleteWithWarning")), 3);
    EXPECT_EQ(static_cast<int>(outcomeOf("CompleteWithError")), 4);
    EXPECT_EQ(static_cast<int>(outcomeOf("FailedWithError")), 5);
    EXPECT_EQ(static_cast<int>(outcomeOf("Cancelled")), 6);
}

TEST(ExitStatusTests, WhatIsNoEndIsTrouble) {
    EXPECT_EQ(outcomeOf("InProgress"), ExitStatus::Trouble);
    EXPECT_EQ(outcomeOf("NotSet"), ExitStatus::Trouble);
    EXPECT_EQ(outcomeOf(""), ExitStatus::Trouble);
}

}  // namespace
}  // namespace jim::apps::cli
