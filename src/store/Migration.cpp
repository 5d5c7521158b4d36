#include "store/Migration.hpp"

#include "store/impl/Version1.hpp"
#include "store/impl/Version2.hpp"
#include "store/impl/Version3.hpp"

namespace jim::store {

std::span<const Migration> migrations() {
    static const std::vector<Migration> all{
        {1,
         "configuration, connector space, metaverse, activities and queue",
         {impl::kConfigurationSqlite, impl::kRulesSqlite, impl::kObjectsSqlite,
          impl::kActivitiesSqlite}},
        {2, "completed runs of a run profile", {impl::kCompletedRunsSqlite}},
        {3, "settled objects", {impl::kSettledObjectsSqlite}},
    };
    return all;
}

std::int32_t currentVersion() {
    return migrations().back().version;
}

}  // namespace jim::store
