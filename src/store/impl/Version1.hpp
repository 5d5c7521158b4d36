#pragma once

#include <string_view>

namespace jim::store::impl {

/// The first shape of the database for SQLite and PostgreSQL, in the order in which tables refer to
/// each other.
///
/// Identifiers of configuration are never used twice (AUTOINCREMENT): the audit trail names them
/// after their rows are gone. Times are microseconds since 1970; enums whose numbers are declared
/// as stored are integers, the others their names.
extern const std::string_view kConfigurationSqlite;
extern const std::string_view kRulesSqlite;
extern const std::string_view kObjectsSqlite;
extern const std::string_view kActivitiesSqlite;

extern const std::string_view kConfigurationPostgres;
extern const std::string_view kRulesPostgres;
extern const std::string_view kObjectsPostgres;
extern const std::string_view kActivitiesPostgres;

}  // namespace jim::store::impl
