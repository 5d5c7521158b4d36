#include "transport/sqlite/Failure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace jim::transport::sqlite {
namespace {

using base::ErrorKind;

struct Meaning {
    ErrorKind kind;
    std::string_view text;  ///< `{}` is the path.
};

constexpr std::string_view kNotADatabase =
    "The file '{}' is not a database, or is damaged at its beginning. Name another file, or "
    "restore "
    "it from a backup.";

Meaning meaningOf(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {ErrorKind::Unavailable,
                    "The disk of the database '{}' is full. Nothing was written; free some space "
                    "and try again."};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {ErrorKind::Unavailable,
                    "The database '{}' cannot be written: the file or its folder is read-only. "
                    "Check its owner and permissions, and those of the folder."};
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            return {ErrorKind::Unavailable,
                    "The database '{}' cannot be opened. Check that its folder exists and that "
                    "this user may write there."};
        case SQLITE_CORRUPT:
            return {ErrorKind::InvalidState,
                    "The database '{}' is damaged. Nothing more is written to it; restore it from "
                    "a backup."};
        case SQLITE_NOTADB:
            return {ErrorKind::InvalidState, kNotADatabase};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::Unavailable,
                    "The database '{}' is busy: another program holds it. Try again later."};
        case SQLITE_IOERR:
            return {ErrorKind::Unavailable,
                    "The database '{}' cannot be read or written: the disk reports an error, or "
                    "has no room left."};
        case SQLITE_PROTOCOL:
            return {ErrorKind::Unavailable,
                    "The database '{}' cannot be locked. Its folder must be on a local disk."};
        case SQLITE_CONSTRAINT:
            return {ErrorKind::Conflict,
                    "The database '{}' refused the change: it contradicts what is stored."};
        default:
            return {ErrorKind::Internal, "The database '{}' failed unexpectedly."};
    }
}

}  // namespace

base::Error failure(int code, std::string_view path, std::string_view driverText) {
    const Meaning meaning = meaningOf(code);
    return {meaning.kind,
            fmt::format(fmt::runtime(meaning.text), path),
            fmt::format("SQLite {}: {}", code, driverText),
            {}};
}

base::Error failureOf(sqlite3* connection, int code) {
    const char* path = sqlite3_db_filename(connection, "main");
    const int extended = sqlite3_extended_errcode(connection);
    // The connection's own code describes another call when it does not agree with `code`.
    const bool same = (extended & 0xff) == (code & 0xff);
    return failure(same ? extended : code, path == nullptr ? "" : path,
                   same ? sqlite3_errmsg(connection) : sqlite3_errstr(code));
}

}  // namespace jim::transport::sqlite
