#include "store/impl/Version4.hpp"

namespace jim::store::impl {

// 1 is Normal. A run that was handed back goes on numbering its items. Turns are numbers in the
// order of claims; a system without one has never had any.
const std::string_view kFairQueueSqlite = R"sql(
ALTER TABLE worker_task ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
ALTER TABLE run_position ADD COLUMN items INTEGER NOT NULL DEFAULT 0;
CREATE TABLE system_turn (
    system_id INTEGER PRIMARY KEY,
    turn INTEGER NOT NULL
) STRICT;
)sql";

const std::string_view kFairQueuePostgres = R"sql(
ALTER TABLE worker_task ADD COLUMN priority smallint NOT NULL DEFAULT 1;
ALTER TABLE run_position ADD COLUMN items bigint NOT NULL DEFAULT 0;
CREATE TABLE system_turn (
    system_id integer PRIMARY KEY,
    turn bigint NOT NULL
) WITH (fillfactor = 50);
)sql";

}  // namespace jim::store::impl
