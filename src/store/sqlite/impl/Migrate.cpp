#include "store/sqlite/impl/Migrate.hpp"

#include <fmt/format.h>

namespace jim::store::sqlite::impl {
namespace {

using transport::sqlite::Connection;

/// "JIM" and a one: tells our files from other programs' (PRAGMA application_id).
constexpr std::int64_t kApplicationId = 0x4A494D01;

base::Status checkOurs(Connection& connection, std::int64_t version) {
    JIM_ASSIGN(const std::int64_t application, connection.integer("PRAGMA application_id"));
    JIM_ASSIGN(const std::int64_t tables, connection.integer("SELECT count(*) FROM sqlite_schema"));
    const bool empty = application == 0 && version == 0 && tables == 0;
    if (empty || application == kApplicationId) return {};
    return base::fail(base::invalidState(
        fmt::format("The file '{}' is the database of another program. Name another file.",
                    connection.path())));
}

base::Status take(Connection& connection, const Migration& step, const base::Clock& clock) {
    return connection.write([&]() -> base::Status {
        for (const std::string_view script : step.sqlite) JIM_TRY(connection.script(script));
        if (step.version == 1) {
            JIM_TRY(connection.script(fmt::format("PRAGMA application_id = {}", kApplicationId)));
            JIM_TRY(connection.run("INSERT INTO database_info VALUES (1, ?, ?)", drawGuidSpace(),
                                   clock.now().micros));
        }
        return connection.script(fmt::format("PRAGMA user_version = {}", step.version));
    });
}

}  // namespace

base::Result<Migrated> migrate(Connection& connection, const base::Clock& clock,
                               std::span<const Migration> steps) {
    JIM_ASSIGN(const std::int64_t version, connection.integer("PRAGMA user_version"));
    JIM_TRY(checkOurs(connection, version));
    JIM_TRY(checkNotNewer(fmt::format("'{}'", connection.path()), version, steps));
    for (const Migration& step : steps)
        if (step.version > version) JIM_TRY(take(connection, step, clock));
    JIM_ASSIGN(const std::int64_t space, connection.integer("SELECT space FROM database_info"));
    return Migrated{static_cast<std::uint64_t>(space), version == 0};
}

}  // namespace jim::store::sqlite::impl
