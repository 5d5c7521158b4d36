#include "apps/Roles.hpp"

#include <fmt/format.h>

namespace jim::apps {

const char* commandOf(Roles roles) {
    if (roles.all()) return "jim serve";
    if (roles.web) return "jim web";
    return roles.worker ? "jim worker" : "jim scheduler";
}

std::int64_t connectionsOf(Roles roles, const config::Settings& settings) {
    constexpr std::int64_t kKeeper = 1;
    std::int64_t needed = 1;  // For the start, and for probes.
    if (roles.web) needed += 2 * settings.webThreads;
    if (roles.worker) needed += settings.workerSlots + kKeeper;
    if (roles.scheduler && !roles.worker) needed += kKeeper;
    return needed;
}

bool mayWriteInPairs(Roles roles, const config::Settings& settings) {
    return config::usesDatabaseServer(settings) &&
           settings.databasePoolSize >= connectionsOf(roles, settings) + settings.workerSlots;
}

base::Status checkRoles(Roles roles, const config::Settings& settings) {
    if (roles.all()) return {};
    if (!config::usesDatabaseServer(settings))
        return base::fail(base::invalidInput(
            "JIM_DATABASE_URL",
            fmt::format("'{}' needs a database that several processes can use: name a PostgreSQL "
                        "server in JIM_DATABASE_URL or JIM_DB_HOST. 'jim serve' does everything in "
                        "one process, with a file.",
                        commandOf(roles))));
    if (!config::usesRedis(settings))
        return base::fail(base::invalidInput(
            "JIM_REDIS_HOST", fmt::format("'{}' needs the Redis by which processes share live "
                                          "progress: name it in JIM_REDIS_HOST.",
                                          commandOf(roles))));
    return {};
}

}  // namespace jim::apps
