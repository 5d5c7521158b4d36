#include "apps/Roles.hpp"

#include <gtest/gtest.h>

namespace jim::apps {
namespace {

constexpr Roles kWorker{.worker = true};

config::Settings onServer(std::int64_t connections) {
    config::Settings settings;
    settings.databaseUrl = "postgresql://db.example.org/jim";
    settings.workerSlots = 10;
    settings.databasePoolSize = connections;
    return settings;
}

TEST(RolesTests, AWorkerNeedsAConnectionForEachSlot) {
    EXPECT_EQ(connectionsOf(kWorker, onServer(20)), 12);
}

TEST(RolesTests, WithAnotherForEachSlotRunsWriteInPairs) {
    EXPECT_FALSE(mayWriteInPairs(kWorker, onServer(21)));
    EXPECT_TRUE(mayWriteInPairs(kWorker, onServer(22)));
}

TEST(RolesTests, NoPairsAreWrittenToAFile) {
    config::Settings settings = onServer(100);
    settings.databaseUrl = "sqlite:jim.db";
    EXPECT_FALSE(mayWriteInPairs(kWorker, settings));
}

}  // namespace
}  // namespace jim::apps
