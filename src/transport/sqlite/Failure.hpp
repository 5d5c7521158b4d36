#pragma once

#include "foundation/base/Error.hpp"

#include <string_view>

struct sqlite3;

namespace jim::transport::sqlite {

/// What an SQLite result code means to an administrator. `code` may be an extended code; `path` is
/// the database file. Constraint violations are Conflict; everything that may pass (busy, full,
/// unreadable) is Unavailable; a file that is damaged or no database is InvalidState.
[[nodiscard]] base::Error failure(int code, std::string_view path, std::string_view driverText);

/// The last failure of an open connection.
[[nodiscard]] base::Error failureOf(sqlite3* connection, int code);

}  // namespace jim::transport::sqlite
