#include "store/impl/Version1.hpp"

namespace jim::store::impl {

const std::string_view kRulesSqlite = R"sql(
CREATE TABLE mv_object_type (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    plural_name TEXT NOT NULL,
    icon TEXT NOT NULL,
    created INTEGER NOT NULL,
    built_in INTEGER NOT NULL,
    deletion_rule TEXT NOT NULL,
    deletion_trigger_mode TEXT NOT NULL,
    deletion_grace_period INTEGER     -- microseconds
) STRICT;

CREATE TABLE mv_attribute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    created INTEGER NOT NULL,
    type INTEGER NOT NULL,
    plurality INTEGER NOT NULL,
    built_in INTEGER NOT NULL,
    rendering_hint TEXT NOT NULL
) STRICT;

CREATE TABLE mv_type_attribute (
    type_id INTEGER NOT NULL REFERENCES mv_object_type ON DELETE CASCADE,
    attribute_id INTEGER NOT NULL REFERENCES mv_attribute ON DELETE CASCADE,
    PRIMARY KEY (type_id, attribute_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mv_type_attribute_of_attribute ON mv_type_attribute (attribute_id);

CREATE TABLE mv_standard_mapping (
    attribute_id INTEGER NOT NULL REFERENCES mv_attribute ON DELETE CASCADE,
    position INTEGER NOT NULL,
    standard TEXT NOT NULL,
    counterpart_name TEXT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (attribute_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE mv_deletion_trigger (
    type_id INTEGER NOT NULL REFERENCES mv_object_type ON DELETE CASCADE,
    system_id INTEGER NOT NULL REFERENCES connected_system ON DELETE CASCADE,
    PRIMARY KEY (type_id, system_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mv_deletion_trigger_of_system ON mv_deletion_trigger (system_id);

CREATE TABLE synchronisation_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE,
    description TEXT NOT NULL,
    created INTEGER NOT NULL,
    system_id INTEGER NOT NULL REFERENCES connected_system ON DELETE CASCADE,
    object_type_id INTEGER NOT NULL REFERENCES object_type ON DELETE CASCADE,
    mv_object_type_id INTEGER NOT NULL REFERENCES mv_object_type,
    direction TEXT NOT NULL,
    project_to_metaverse INTEGER NOT NULL,
    provision_to_connected_system INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    enforce_state INTEGER NOT NULL,
    deprovision_action TEXT NOT NULL,
    out_of_scope_action TEXT NOT NULL
) STRICT;
CREATE INDEX synchronisation_rule_of_system ON synchronisation_rule (system_id);
CREATE INDEX synchronisation_rule_of_type ON synchronisation_rule (object_type_id);
CREATE INDEX synchronisation_rule_of_mv_type ON synchronisation_rule (mv_object_type_id);

CREATE TABLE mapping (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule_id INTEGER NOT NULL REFERENCES synchronisation_rule ON DELETE CASCADE,
    position INTEGER NOT NULL,
    created INTEGER NOT NULL,
    target INTEGER NOT NULL,
    inbound_processing INTEGER NOT NULL,
    case_normalisation TEXT NOT NULL,
    priority INTEGER NOT NULL,
    null_is_value INTEGER NOT NULL,
    initial_export_only INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    disabled_reason TEXT NOT NULL
) STRICT;
CREATE INDEX mapping_of_rule ON mapping (rule_id, position);

CREATE TABLE mapping_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mapping_id INTEGER NOT NULL REFERENCES mapping ON DELETE CASCADE,
    position INTEGER NOT NULL,        -- the source's order
    attribute_id INTEGER NOT NULL,    -- 0 when there is an expression
    expression TEXT NOT NULL,
    missing_input TEXT NOT NULL
) STRICT;
CREATE INDEX mapping_source_of_mapping ON mapping_source (mapping_id, position);

CREATE TABLE matching_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,        -- the rule's order
    created INTEGER NOT NULL,
    system_id INTEGER NOT NULL REFERENCES connected_system ON DELETE CASCADE,
    object_type_id INTEGER NOT NULL,  -- 0 for those of a synchronisation rule
    rule_id INTEGER REFERENCES synchronisation_rule ON DELETE CASCADE,
    mv_object_type_id INTEGER NOT NULL REFERENCES mv_object_type,
    target INTEGER NOT NULL,
    case_sensitive INTEGER NOT NULL
) STRICT;
CREATE INDEX matching_rule_of_system ON matching_rule (system_id);
CREATE INDEX matching_rule_of_rule ON matching_rule (rule_id);
CREATE INDEX matching_rule_of_mv_type ON matching_rule (mv_object_type_id);

CREATE TABLE matching_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    matching_rule_id INTEGER NOT NULL REFERENCES matching_rule ON DELETE CASCADE,
    position INTEGER NOT NULL,        -- the source's order
    attribute_id INTEGER NOT NULL
) STRICT;
CREATE INDEX matching_source_of_rule ON matching_source (matching_rule_id, position);
)sql";

}  // namespace jim::store::impl
