#include "apps/Database.hpp"

#include "store/postgres/SessionFactory.hpp"
#include "store/sqlite/SessionFactory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace jim::apps {
namespace {

/// A batch may think for a while between two statements.
constexpr std::chrono::seconds kShortestIdle{10};

base::Result<base::Secret> passwordOf(const config::Settings& settings) {
    const auto& file = settings.databasePasswordFile;
    if (file.empty()) return base::Secret{};
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty())
        return base::fail(base::invalidInput(
            "JIM_DB_PASSWORD_FILE",
            fmt::format("JIM_DB_PASSWORD_FILE: no password can be read from '{}'. Its first line "
                        "must be the password, and this user must be allowed to read it.",
                        file.string())));
    return base::Secret{std::move(line)};
}

base::Status checkPool(const config::Settings& settings, Roles roles) {
    const std::int64_t needed = connectionsOf(roles, settings);
    if (settings.databasePoolSize >= needed) return {};
    return base::fail(base::invalidInput(
        "JIM_DB_MAX_POOL_SIZE",
        fmt::format("JIM_DB_MAX_POOL_SIZE is {}, but JIM_WORKER_SLOTS ({}) and JIM_WEB_THREADS "
                    "({}) may need {} connections. Raise it, or lower them.",
                    settings.databasePoolSize, settings.workerSlots, settings.webThreads, needed)));
}

base::Result<Database> openServer(const config::Settings& settings, Roles roles,
                                  const base::Clock& clock) {
    JIM_TRY(checkPool(settings, roles));
    JIM_ASSIGN(auto options, serverOf(settings));
    options.applicationName = commandOf(roles);
    transport::postgres::PoolLimits limits;
    limits.most = static_cast<std::size_t>(settings.databasePoolSize);
    JIM_ASSIGN(auto sessions, store::postgres::SessionFactory::open(options, limits, clock));
    return Database{std::move(sessions), std::move(options)};
}

}  // namespace

base::Result<transport::postgres::ConnectOptions> serverOf(const config::Settings& settings) {
    transport::postgres::ConnectOptions options;
    options.url = base::Secret{settings.databaseUrl};
    options.host = settings.databaseHost;
    if (settings.databasePort > 0) options.port = std::to_string(settings.databasePort);
    options.database = settings.databaseName;
    options.user = settings.databaseUser;
    options.sslMode = settings.databaseSslMode;
    options.sslRootCert = settings.databaseSslRootCert.string();
    // What a stopped process holds is let go of by the time its runs are given to others.
    options.idleInTransaction = std::max(settings.lease, kShortestIdle);
    JIM_ASSIGN(options.password, passwordOf(settings));
    return options;
}

base::Result<Database> openDatabase(const config::Settings& settings, Roles roles,
                                    const base::Clock& clock) {
    if (config::usesDatabaseServer(settings)) return openServer(settings, roles, clock);
    store::sqlite::OpenOptions options;
    options.cacheBytes = settings.sqliteCacheMb << 20U;
    JIM_ASSIGN(auto sessions, store::sqlite::SessionFactory::open(
                                  config::sqliteFile(settings).string(), clock, options));
    return Database{std::move(sessions), std::nullopt};
}

}  // namespace jim::apps
