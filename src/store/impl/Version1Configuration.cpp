#include "store/impl/Version1.hpp"

namespace jim::store::impl {

const std::string_view kConfigurationSqlite = R"sql(
CREATE TABLE database_info (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    space INTEGER NOT NULL,           -- of base::sequenceGuid: 48 random bits
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE id_block (
    kind INTEGER PRIMARY KEY,         -- kCsoKind and its like
    next INTEGER NOT NULL
) STRICT;

CREATE TABLE connected_system (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    description TEXT NOT NULL,
    created INTEGER NOT NULL,
    last_updated INTEGER,
    status TEXT NOT NULL,
    connector_definition_id INTEGER NOT NULL,
    max_export_parallelism INTEGER,
    initial_password_ttl INTEGER,     -- microseconds
    require_secure_transport INTEGER NOT NULL,
    unresolved_references TEXT NOT NULL,
    matching_mode TEXT NOT NULL
) STRICT;

CREATE TABLE system_setting (
    system_id INTEGER NOT NULL REFERENCES connected_system ON DELETE CASCADE,
    setting_id INTEGER NOT NULL,
    text TEXT,
    integer INTEGER,
    checkbox INTEGER,
    PRIMARY KEY (system_id, setting_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE object_type (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    system_id INTEGER NOT NULL REFERENCES connected_system ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    created INTEGER NOT NULL,
    selected INTEGER NOT NULL,
    remove_contributed_attributes INTEGER NOT NULL
) STRICT;
CREATE INDEX object_type_of_system ON object_type (system_id);

CREATE TABLE attribute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    object_type_id INTEGER NOT NULL REFERENCES object_type ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    description TEXT NOT NULL,
    created INTEGER NOT NULL,
    type INTEGER NOT NULL,
    type_set_by_administrator INTEGER NOT NULL,
    plurality INTEGER NOT NULL,
    selected INTEGER NOT NULL,
    is_external_id INTEGER NOT NULL,
    is_secondary_external_id INTEGER NOT NULL,
    writability INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX attribute_of_type ON attribute (object_type_id);

CREATE TABLE run_profile (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    system_id INTEGER NOT NULL REFERENCES connected_system ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    run_type INTEGER NOT NULL,
    page_size INTEGER NOT NULL,
    partition_id INTEGER,
    file_path TEXT NOT NULL,
    verify_import_content_hashes INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX run_profile_name ON run_profile (system_id, name);

CREATE TABLE api_key (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    prefix TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    expires INTEGER,
    last_used INTEGER,
    last_used_from TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    infrastructure INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key_role (
    api_key_id BLOB NOT NULL REFERENCES api_key ON DELETE CASCADE,
    role INTEGER NOT NULL,
    PRIMARY KEY (api_key_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_setting (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace jim::store::impl
