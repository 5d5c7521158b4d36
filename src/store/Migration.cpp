#include "store/Migration.hpp"

#include "foundation/base/Random.hpp"
#include "store/impl/Version1.hpp"
#include "store/impl/Version2.hpp"
#include "store/impl/Version3.hpp"
#include "store/impl/Version4.hpp"
#include "store/impl/Version5.hpp"
#include "store/impl/Version6.hpp"
#include "store/impl/Version7.hpp"
#include "store/impl/Version8.hpp"
#include "store/impl/Version9.hpp"

#include <fmt/format.h>

#include <array>

namespace jim::store {

std::span<const Migration> migrations() {
    static const std::vector<Migration> all{
        {1,
         "configuration, connector space, metaverse, activities and queue",
         {impl::kConfigurationSqlite, impl::kRulesSqlite, impl::kObjectsSqlite,
          impl::kActivitiesSqlite},
         {impl::kConfigurationPostgres, impl::kRulesPostgres, impl::kObjectsPostgres,
          impl::kActivitiesPostgres}},
        {2, "completed runs of a run profile", {impl::kCompletedRuns}, {impl::kCompletedRuns}},
        {3, "settled objects", {impl::kSettledObjectsSqlite}, {impl::kSettledObjectsPostgres}},
        {4,
         "priorities, turns and runs that are handed back",
         {impl::kFairQueueSqlite},
         {impl::kFairQueuePostgres}},
        {5, "alert rules and paused runs", {impl::kAlertRulesSqlite}, {impl::kAlertRulesPostgres}},
        {6, "statistics of kinds of objects", {}, {impl::kKindsOfObjectsPostgres}},
        {7, "starts after a lost worker", {impl::kRestarts}, {impl::kRestarts}},
        {8,
         "next tasks of systems",
         {impl::kNextTasks, impl::kRunningTasksSqlite},
         {impl::kNextTasks}},
        {9,
         "stretches of settled objects",
         {impl::kSettledStretchesSqlite},
         {impl::kSettledStretchesPostgres}},
    };
    return all;
}

std::int32_t currentVersion() {
    return migrations().back().version;
}

base::Status checkNotNewer(std::string_view database, std::int64_t version,
                           std::span<const Migration> steps) {
    const std::int32_t known = steps.back().version;
    if (version <= known) return {};
    return base::fail(base::invalidState(fmt::format(
        "The database {} was made by a newer version of this program (its shape is {}, this "
        "program knows {}). Start that version, or restore an older backup.",
        database, version, known)));
}

std::int64_t drawGuidSpace() {
    std::array<std::uint8_t, 6> bytes{};
    base::randomBytes(bytes);
    std::int64_t space = 0;
    for (const std::uint8_t byte : bytes) space = space << 8 | byte;
    return space;
}

}  // namespace jim::store
