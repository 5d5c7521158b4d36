#include "store/impl/Version1.hpp"

namespace jim::store::impl {

// Activities outlive what they speak of: they name systems, profiles and objects, and refer to
// nothing.
const std::string_view kActivitiesSqlite = R"sql(
CREATE TABLE activity (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    parent BLOB,
    created INTEGER NOT NULL,
    executed INTEGER,
    ended INTEGER,
    status INTEGER NOT NULL,
    target_type INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    target_name TEXT NOT NULL,
    target_context TEXT NOT NULL,
    message TEXT NOT NULL,
    initiator_type INTEGER NOT NULL,
    initiator_id BLOB,
    initiator_name TEXT NOT NULL,
    objects_to_process INTEGER NOT NULL,
    objects_processed INTEGER NOT NULL,
    warning_message TEXT NOT NULL,
    error_message TEXT NOT NULL,
    run_type INTEGER,
    system_id INTEGER,
    run_profile_id INTEGER,
    synchronisation_rule_id INTEGER,
    change_reason TEXT NOT NULL,
    worker TEXT NOT NULL,
    phases TEXT NOT NULL,             -- JSON
    stats TEXT                        -- JSON, when a run has ended
) STRICT;
CREATE INDEX activity_created ON activity (created);
CREATE INDEX activity_parent ON activity (parent) WHERE parent IS NOT NULL;
CREATE INDEX activity_of_run_profile ON activity (run_profile_id)
    WHERE run_profile_id IS NOT NULL;

-- What is known of a run whose worker died.
CREATE TABLE run_position (
    activity_number INTEGER PRIMARY KEY REFERENCES activity ON DELETE CASCADE,
    phases TEXT NOT NULL,             -- JSON
    processed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL
) STRICT;

CREATE TABLE execution_item (
    key INTEGER PRIMARY KEY,          -- activity number << 32 | sequence
    change_type INTEGER NOT NULL,
    error_type INTEGER NOT NULL,
    outcomes INTEGER NOT NULL,        -- packed, see activity::Outcomes
    external_id TEXT NOT NULL,
    display_name TEXT NOT NULL,
    object_type TEXT NOT NULL,
    cso_id INTEGER,
    mvo_id INTEGER,
    message TEXT NOT NULL,
    changes BLOB NOT NULL
) STRICT;

CREATE TABLE worker_task (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    queued INTEGER NOT NULL,
    status INTEGER NOT NULL,
    system_id INTEGER NOT NULL,
    run_profile_id INTEGER NOT NULL,
    activity_id BLOB NOT NULL UNIQUE,
    allow_deletions INTEGER NOT NULL,
    initiator_type INTEGER NOT NULL,
    initiator_id BLOB,
    initiator_name TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX worker_task_of_system ON worker_task (system_id);
)sql";

}  // namespace jim::store::impl
