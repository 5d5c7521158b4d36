#include "store/postgres/impl/Migrate.hpp"

#include "store/postgres/impl/Locks.hpp"

#include <fmt/format.h>

namespace jim::store::postgres::impl {
namespace {

using transport::postgres::Connection;

base::Result<bool> exists(Connection& connection, std::string_view table) {
    JIM_ASSIGN(const std::int64_t found,
               connection.integer("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = "
                                  "current_schema() AND tablename = ?",
                                  table));
    return found > 0;
}

/// The version of the database's shape; 0 for an empty one.
base::Result<std::int64_t> versionOf(Connection& connection) {
    JIM_ASSIGN(const bool ours, exists(connection, "schema_version"));
    if (ours) return connection.integer("SELECT coalesce(max(version), 0) FROM schema_version");
    JIM_ASSIGN(const std::int64_t tables,
               connection.integer("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = "
                                  "current_schema()"));
    if (tables == 0) return 0;
    return base::fail(base::invalidState(
        fmt::format("The database {} has the tables of another program. Name a database that is "
                    "empty.",
                    connection.server())));
}

base::Status take(Connection& connection, const Migration& step, const base::Clock& clock) {
    for (const std::string_view script : step.postgres) JIM_TRY(connection.script(script));
    if (step.version == 1) {
        JIM_TRY(
            connection.script("CREATE TABLE schema_version (version integer PRIMARY KEY, "
                              "description text NOT NULL, taken bigint NOT NULL)"));
        JIM_TRY(connection.run("INSERT INTO database_info VALUES (1, ?, ?)", drawGuidSpace(),
                               clock.now().micros));
    }
    return connection.run("INSERT INTO schema_version VALUES (?, ?, ?)", step.version,
                          step.description, clock.now().micros);
}

/// The next step that is lacking; whether there was one. Another process may have taken it while
/// we waited, so the version is read under the lock.
base::Result<bool> takeNext(Connection& connection, const base::Clock& clock,
                            std::span<const Migration> steps) {
    bool taken = false;
    JIM_TRY(connection.write([&]() -> base::Status {
        JIM_TRY(connection.run("SELECT pg_advisory_xact_lock(?)", kMigrationLock));
        JIM_ASSIGN(const std::int64_t version, versionOf(connection));
        JIM_TRY(checkNotNewer(connection.server(), version, steps));
        for (const Migration& step : steps) {
            if (step.version <= version) continue;
            taken = true;
            return take(connection, step, clock);
        }
        return {};
    }));
    return taken;
}

}  // namespace

base::Result<std::uint64_t> migrate(Connection& connection, const base::Clock& clock,
                                    std::span<const Migration> steps) {
    for (bool taken = true; taken;) {
        JIM_ASSIGN(taken, takeNext(connection, clock, steps));
    }
    JIM_ASSIGN(const std::int64_t space, connection.integer("SELECT space FROM database_info"));
    return static_cast<std::uint64_t>(space);
}

base::Status checkVersion(Connection& connection) {
    JIM_ASSIGN(const std::int64_t version, versionOf(connection));
    JIM_TRY(checkNotNewer(connection.server(), version, migrations()));
    if (version == currentVersion()) return {};
    return base::fail(base::invalidState(fmt::format(
        "The database {} has the shape {}, this program needs {}. 'jim database migrate' brings it "
        "forward.",
        connection.server(), version, currentVersion())));
}

}  // namespace jim::store::postgres::impl
