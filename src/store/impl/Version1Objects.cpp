#include "store/impl/Version1.hpp"

namespace jim::store::impl {

// Wide rows end with their document, so that a scan of the columns before it never reads it.
// Nothing that an update touches is indexed (hash, status, updated).
const std::string_view kObjectsSqlite = R"sql(
CREATE TABLE cso (
    id INTEGER PRIMARY KEY,
    system_id INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    status INTEGER NOT NULL,
    external_id TEXT NOT NULL,        -- '' until it is known
    display_name TEXT NOT NULL,
    hash BLOB NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    document BLOB NOT NULL
) STRICT;
CREATE INDEX cso_of_system ON cso (system_id);
CREATE UNIQUE INDEX cso_external_id ON cso (system_id, external_id, type_id)
    WHERE external_id <> '' AND status <> 2;  -- What waits to be provisioned is not there yet.

CREATE TABLE cso_join (
    cso_id INTEGER PRIMARY KEY REFERENCES cso,
    mvo_id INTEGER NOT NULL,
    type INTEGER NOT NULL,
    joined INTEGER NOT NULL,
    system_id INTEGER NOT NULL        -- of the object, which never changes it
) STRICT;
CREATE INDEX cso_join_of_mvo ON cso_join (mvo_id, system_id);

CREATE TABLE cso_reference (
    cso_id INTEGER NOT NULL REFERENCES cso,
    attribute_id INTEGER NOT NULL,
    target_external_id TEXT NOT NULL,
    target_cso_id INTEGER,            -- NULL until the object it names is there
    PRIMARY KEY (cso_id, attribute_id, target_external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cso_reference_to ON cso_reference (target_cso_id)
    WHERE target_cso_id IS NOT NULL;
CREATE INDEX cso_reference_unresolved ON cso_reference (target_external_id)
    WHERE target_cso_id IS NULL;

-- What the next delta synchronisation looks at.
CREATE TABLE cso_changed (
    cso_id INTEGER PRIMARY KEY REFERENCES cso
) STRICT;

CREATE TABLE mvo (
    id INTEGER PRIMARY KEY,
    type_id INTEGER NOT NULL,
    status INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    last_disconnected INTEGER,
    document BLOB NOT NULL
) STRICT;

CREATE TABLE mvo_reference (
    mvo_id INTEGER NOT NULL REFERENCES mvo,
    attribute_id INTEGER NOT NULL,
    target_mvo_id INTEGER NOT NULL,
    origin INTEGER NOT NULL,          -- the contributing import rule
    PRIMARY KEY (mvo_id, attribute_id, target_mvo_id, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX mvo_reference_to ON mvo_reference (target_mvo_id);

CREATE TABLE mvo_key (
    type_id INTEGER NOT NULL,
    attribute_id INTEGER NOT NULL,
    case_sensitive INTEGER NOT NULL,
    value BLOB NOT NULL,              -- folded where case does not count
    mvo_id INTEGER NOT NULL REFERENCES mvo,
    PRIMARY KEY (type_id, attribute_id, case_sensitive, value, mvo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mvo_key_of_mvo ON mvo_key (mvo_id);

-- Which attributes have keys for all objects of their type.
CREATE TABLE mvo_keyed (
    type_id INTEGER NOT NULL,
    attribute_id INTEGER NOT NULL,
    case_sensitive INTEGER NOT NULL,
    PRIMARY KEY (type_id, attribute_id, case_sensitive)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_export (
    id INTEGER PRIMARY KEY,
    system_id INTEGER NOT NULL,
    cso_id INTEGER NOT NULL UNIQUE REFERENCES cso,
    mvo_id INTEGER,
    change_type INTEGER NOT NULL,
    status INTEGER NOT NULL,
    created INTEGER NOT NULL,
    last_attempted INTEGER,
    next_retry INTEGER,
    error_count INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    changes BLOB NOT NULL
) STRICT;
CREATE INDEX pending_export_of_system ON pending_export (system_id);

CREATE TABLE pending_reference (
    pending_export_id INTEGER NOT NULL REFERENCES pending_export,
    attribute_id INTEGER NOT NULL,
    target_cso_id INTEGER NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (pending_export_id, attribute_id, target_cso_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_reference_to ON pending_reference (target_cso_id);
)sql";

}  // namespace jim::store::impl
