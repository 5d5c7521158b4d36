#include "transport/postgres/Failure.hpp"

#include <fmt/format.h>

#include <array>

namespace jim::transport::postgres {
namespace {

using base::ErrorKind;

struct Meaning {
    std::string_view prefix;  ///< Of the SQLSTATE; the first that fits counts.
    ErrorKind kind;
    std::string_view text;  ///< `{}` is the server.
};

constexpr auto kMeanings = std::to_array<Meaning>({
    {"23", ErrorKind::Conflict,
     "The database {} refused the change: it contradicts what is stored."},
    {"22021", ErrorKind::InvalidState,
     "The database {} cannot hold a text with U+0000, or one that is not UTF-8."},
    {"54000", ErrorKind::InvalidState,
     "A value is too long for the database {}: what is indexed, such as an external id, may have "
     "about 2,700 bytes."},
    {"40P01", ErrorKind::Unavailable,
     "The database {} ended one of two changes that waited for each other. Nothing of it was "
     "written; try again."},
    {"40", ErrorKind::Unavailable,
     "The database {} could not bring changes made at the same time into an order. Nothing of "
     "this one was written; try again."},
    {"55P03", ErrorKind::Unavailable,
     "The database {} is busy: a lock was not free in time. Try again."},
    {"57014", ErrorKind::Unavailable, "The database {} ended a statement that took too long."},
    {"53100", ErrorKind::Unavailable,
     "The disk of the database {} is full. Nothing was written; free some space and try again."},
    {"53300", ErrorKind::Unavailable,
     "The database {} takes no more connections: a limit is reached. Lower JIM_DB_MAX_POOL_SIZE "
     "or the number of processes, or raise max_connections of the server, or the limit that the "
     "user or the database has."},
    {"53", ErrorKind::Unavailable, "The database {} is short of memory or other resources."},
    {"57P01", ErrorKind::Unavailable,
     "The database {} ended the connection: the server is stopping, or an administrator ended it. "
     "Try again."},
    {"57P02", ErrorKind::Unavailable,
     "The database {} ended all connections because one of its processes crashed, and recovers by "
     "itself. Try again; its log says what happened."},
    {"57P03", ErrorKind::Unavailable,
     "The database {} is there but takes no connections now: its server is starting, recovering or "
     "stopping. Try again when it is ready; its log says how far it is."},
    {"57P", ErrorKind::Unavailable, "The database {} ended the connection. Try again."},
    {"08", ErrorKind::Unavailable, "The connection to the database {} was lost. Try again."},
    {"25P03", ErrorKind::Unavailable,
     "The database {} ended a transaction that gave no sign of life for too long."},
    {"25006", ErrorKind::Unavailable,
     "The database {} is read-only: it is a standby. Name the primary server."},
    {"28", ErrorKind::InvalidState,
     "The database {} does not accept the user or password. Check JIM_DATABASE_URL or JIM_DB_USER "
     "and the password file, and pg_hba.conf of the server."},
    {"3D000", ErrorKind::InvalidState,
     "The database {} does not exist. Create it: CREATE DATABASE ... ENCODING 'UTF8'."},
    {"42501", ErrorKind::InvalidState,
     "The user lacks rights in the database {}. Make it the owner of the database."},
    {"58", ErrorKind::Unavailable,
     "The database {} has trouble with its files or disk. See its log."},
    {"XX001", ErrorKind::InvalidState, "The database {} is damaged. Restore it from a backup."},
    {"XX002", ErrorKind::InvalidState,
     "An index of the database {} is damaged. See its log; REINDEX it."},
});

}  // namespace

base::Error failure(std::string_view sqlState, std::string_view server,
                    std::string_view driverText) {
    const std::string detail = fmt::format("PostgreSQL {}: {}", sqlState, driverText);
    for (const Meaning& meaning : kMeanings)
        if (sqlState.starts_with(meaning.prefix))
            return {meaning.kind, fmt::format(fmt::runtime(meaning.text), server), detail, {}};
    return {ErrorKind::Internal,
            fmt::format("The database {} failed unexpectedly.", server),
            detail,
            {}};
}

bool isRetryable(std::string_view sqlState) {
    return sqlState == "40001" || sqlState == "40P01" || sqlState == "55P03";
}

}  // namespace jim::transport::postgres
