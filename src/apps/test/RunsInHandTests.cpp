#include "apps/RunsInHand.hpp"

#include <gtest/gtest.h>

namespace jim::apps {
namespace {

using runs::run_queue::TaskStatus;

class RunsInHandTest : public testing::Test {
protected:
    base::Guid task_ = base::newGuid({});
    RunsInHand runs_;
};

TEST_F(RunsInHandTest, ARunThatIsToBeCancelledIsStopped) {
    const auto run = runs_.add({task_, 1});
    const auto other = runs_.add({base::newGuid({}), 1});
    const auto seen = runs_.seen();
    ASSERT_EQ(seen.size(), 2U);
    runs_.tell(seen.front(), TaskStatus::Processing);
    EXPECT_FALSE(run->stop.stop_requested());
    runs_.tell(seen.front(), TaskStatus::CancellationRequested);
    EXPECT_TRUE(run->stop.stop_requested());
    EXPECT_FALSE(other->stop.stop_requested());
    runs_.stopAll();
    EXPECT_TRUE(other->stop.stop_requested());
}

TEST_F(RunsInHandTest, WhatIsLearnedOfALeaseThatWasLostDoesNotStopTheNextAttempt) {
    const auto first = runs_.add({task_, 1});
    const auto seen = runs_.seen();
    // While the queue is asked, the run is handed back and comes again.
    runs_.remove(first);
    const auto second = runs_.add({task_, 2});
    runs_.tell(seen.front(), TaskStatus::CancellationRequested);
    EXPECT_FALSE(second->stop.stop_requested());
}

TEST_F(RunsInHandTest, ARunThatHasEndedIsNotToldAnyMore) {
    const auto run = runs_.add({task_, 1});
    const auto seen = runs_.seen();
    runs_.remove(run);
    EXPECT_TRUE(runs_.seen().empty());
    runs_.tell(seen.front(), TaskStatus::CancellationRequested);
}

}  // namespace
}  // namespace jim::apps
