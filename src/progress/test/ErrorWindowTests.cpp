#include "progress/ErrorWindow.hpp"

#include <gtest/gtest.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;

class ErrorWindowTests : public testing::Test {
protected:
    void go(int seconds, std::int64_t objects, std::int64_t errors) {
        for (int i = 0; i < seconds * 4; ++i) {
            now_ += 250ms;
            processed_ += objects;
            errors_ += errors;
            window_.record(now_, processed_, errors_, errors_);
        }
    }

    ErrorWindow window_;
    std::chrono::microseconds now_{0};
    std::int64_t processed_ = 0;
    std::int64_t errors_ = 0;
};

TEST_F(ErrorWindowTests, SaysNothingAtFirst) {
    EXPECT_FALSE(window_.ratio());
    go(5, 10, 1);
    EXPECT_FALSE(window_.perMinute());
    EXPECT_EQ(window_.trend(), "steady");
}

TEST_F(ErrorWindowTests, LooksAtTheLastMinuteOnly) {
    go(60, 10, 5);
    go(90, 10, 1);
    EXPECT_NEAR(window_.ratio().value(), 0.1, 0.01);
    EXPECT_NEAR(window_.perMinute().value(), 240, 10);
}

TEST_F(ErrorWindowTests, SaysWhereItGoes) {
    go(40, 10, 1);
    EXPECT_EQ(window_.trend(), "steady");
    go(20, 10, 8);
    EXPECT_EQ(window_.trend(), "rising");
    go(45, 10, 0);
    EXPECT_EQ(window_.trend(), "falling");
}

TEST_F(ErrorWindowTests, NothingProcessedIsNoRatio) {
    go(20, 0, 0);
    EXPECT_FALSE(window_.ratio());
    EXPECT_EQ(window_.perMinute(), 0);
}

}  // namespace
}  // namespace jim::progress
