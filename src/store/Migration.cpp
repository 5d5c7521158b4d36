#include "store/Migration.hpp"

#include "store/impl/Version1.hpp"
#include "store/impl/Version2.hpp"
#include "store/impl/Version3.hpp"
#include "store/impl/Version4.hpp"
#include "store/impl/Version5.hpp"

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
    };
    return all;
}

std::int32_t currentVersion() {
    return migrations().back().version;
}

}  // namespace jim::store
