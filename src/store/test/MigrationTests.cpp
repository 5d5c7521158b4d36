#include "store/Migration.hpp"

#include <gtest/gtest.h>

namespace jim::store {
namespace {

TEST(MigrationTest, VersionsHaveNoGaps) {
    std::int32_t expected = 1;
    for (const Migration& step : migrations()) {
        EXPECT_EQ(step.version, expected++);
        EXPECT_FALSE(step.description.empty());
        EXPECT_FALSE(step.sqlite.empty() && step.postgres.empty());
    }
    EXPECT_EQ(currentVersion(), expected - 1);
}

}  // namespace
}  // namespace jim::store
