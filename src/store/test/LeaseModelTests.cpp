#include "store/contract_test/LeaseExplorer.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {
namespace {

using testing::HasSubstr;

TEST(LeaseModelTest, InEveryOrderEachRunIsWrittenByOneWorkerAndEndsOnce) {
    const LeaseExplorer all{LeaseModel{{.workers = 2, .faults = 3}}};
    EXPECT_EQ(all.violation(), "");
    EXPECT_GT(all.size(), 50'000U);
    const LeaseExplorer three{LeaseModel{{.workers = 3, .faults = 2}}};
    EXPECT_EQ(three.violation(), "");
    EXPECT_GT(three.size(), 10'000U);
}

TEST(LeaseModelTest, WhatIsStartedAgainAfterALostWorkerIsStartedOnce) {
    const LeaseExplorer all{
        LeaseModel{{.workers = 3, .systems = {0, 0}, .faults = 3, .restarts = 2}}};
    EXPECT_EQ(all.violation(), "");
}

/// The explorer finds what each rule is there for.
class LeftOutRule : public testing::Test {
protected:
    static std::string without(bool LeaseRules::* rule, std::uint8_t restarts = 0) {
        LeaseSetup setup{.restarts = restarts};
        setup.rules.*rule = false;
        return LeaseExplorer{LeaseModel{setup}}.violation();
    }
};

TEST_F(LeftOutRule, WithoutTheCheckOfTheLeaseALateWorkerWrites) {
    EXPECT_THAT(without(&LeaseRules::batchesCheckTheLease), HasSubstr("not its own"));
}

TEST_F(LeftOutRule, WithoutHoldingTheTaskItIsTakenAwayBetweenCheckAndCommit) {
    EXPECT_THAT(without(&LeaseRules::batchesHoldTheTask), HasSubstr("not its own"));
}

TEST_F(LeftOutRule, WithoutARaisedAttemptALateWorkerIsTakenForTheOneThatRecovers) {
    EXPECT_THAT(without(&LeaseRules::recoveryRaisesTheAttempt), HasSubstr("not its own"));
}

TEST_F(LeftOutRule, WithoutLookingAtTheSystemTwoOfItsRunsAreWrittenSideBySide) {
    EXPECT_THAT(without(&LeaseRules::claimsLookAtTheSystem), HasSubstr("side by side"));
}

TEST_F(LeftOutRule, WithoutOneTransactionOfEndAndTaskARunEndsTwice) {
    EXPECT_THAT(without(&LeaseRules::endsWithItsTask), HasSubstr("ended twice"));
}

TEST_F(LeftOutRule, WithoutOneTransactionOfRecoveryAndRestartTheRestartIsLost) {
    EXPECT_THAT(without(&LeaseRules::restartsWithRecovery, 1), HasSubstr("lost"));
}

}  // namespace
}  // namespace jim::store::contract_test
