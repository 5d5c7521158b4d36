#include "progress/RunFactor.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace jim::progress {
namespace {

const double kSix = std::log(6);
const double kTwelfth = -std::log(12);

TEST(RunFactorTests, IsOneWithoutPhases) {
    EXPECT_NEAR(runFactor({}, 0.1).log, 0, 1e-9);
    EXPECT_EQ(runFactorOfWeights({}).log, 0);
}

TEST(RunFactorTests, OneSlowPhaseSaysLittleAboutOthers) {
    const auto factor = runFactor({{0, 0.05}, {0.01, 0.05}, {kSix, 0.05}}, 0.05);
    EXPECT_NEAR(factor.log, 0, 0.1);
}

TEST(RunFactorTests, PhasesThatAreOffAlikeSpeakOfTheRun) {
    const auto factor = runFactor({{kTwelfth, 0.05}, {kTwelfth + 0.02, 0.05}}, 0.05);
    EXPECT_NEAR(factor.log, kTwelfth, 0.1);
}

TEST(RunFactorTests, FollowsSmallDifferences) {
    const auto factor = runFactor({{0.1, 0.05}, {0.11, 0.05}, {0.09, 0.05}}, 0.1);
    EXPECT_GT(factor.log, 0.06);
    EXPECT_LT(factor.log, 0.11);
    EXPECT_GT(factor.variance, 0);
}

TEST(RunFactorTests, IsUnsureWhenItMayBeEither) {
    const auto sure = runFactor({{0, 0.05}, {0, 0.05}, {0, 0.05}}, 0.05);
    const auto unsure = runFactor({{kSix, 0.05}}, 0.05);
    EXPECT_GT(unsure.variance, 10 * sure.variance);
}

TEST(RunFactorTests, OneTenfoldDifferenceSpeaksOfTheRunAlready) {
    EXPECT_NEAR(runFactor({{kTwelfth, 0.05}}, 0.05).log, kTwelfth, 0.1);
}

TEST(RunFactorTests, ShortPhasesSayLittle) {
    const Deviation brief{0.5, 0.05, 0.05};
    EXPECT_NEAR(runFactor({brief, {0, 0.05}}, 0.05).log, 0, 0.05);
}

TEST(RunFactorTests, ASmallPartOfTheRunSaysLittleOfTheRest) {
    const auto hundredth = runFactorOfWeights({{0, 0.5, 0.01}});
    const auto half = runFactorOfWeights({{0, 0.5, 0.5}});
    EXPECT_DOUBLE_EQ(hundredth.variance, 50 * half.variance);
}

TEST(RunFactorTests, OfWeightsIsTheirMean) {
    const auto factor = runFactorOfWeights({{1, 0.5, 0.75}, {3, 0.5, 0.25}});
    EXPECT_DOUBLE_EQ(factor.log, 1.5);
    EXPECT_GT(factor.variance, 0);
}

}  // namespace
}  // namespace jim::progress
