#pragma once

#include <string_view>

namespace jim::store::impl {

/// Ninth step: thousands of settled objects are passed by at once. Only a database that hashes its
/// rows keeps any; the other has the table for what is copied to it, and back.
inline constexpr std::string_view kSettledStretchesPostgres = R"sql(
CREATE TABLE settled_stretch (
    system_id integer NOT NULL,
    first_cso_id bigint NOT NULL,
    last_cso_id bigint NOT NULL,
    first_mvo_id bigint NOT NULL,     -- what they are joined to lies between these
    last_mvo_id bigint NOT NULL,
    counts bytea NOT NULL,            -- varints: object type, number of objects
    fingerprint bytea NOT NULL,       -- of all that the decisions rest on
    PRIMARY KEY (system_id, first_cso_id)
) WITH (fillfactor = 90);
)sql";

inline constexpr std::string_view kSettledStretchesSqlite = R"sql(
CREATE TABLE settled_stretch (
    system_id INTEGER NOT NULL,
    first_cso_id INTEGER NOT NULL,
    last_cso_id INTEGER NOT NULL,
    first_mvo_id INTEGER NOT NULL,
    last_mvo_id INTEGER NOT NULL,
    counts BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    PRIMARY KEY (system_id, first_cso_id)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace jim::store::impl
