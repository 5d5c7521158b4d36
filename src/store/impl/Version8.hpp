#pragma once

#include <string_view>

namespace jim::store::impl {

/// Eighth step: the next task of each system is one look-up away, however many are queued. Every
/// system that ever had a task has its turn.
inline constexpr std::string_view kNextTasks = R"sql(
CREATE INDEX worker_task_queued ON worker_task (system_id, priority DESC, queued, id)
    WHERE status = 0;
INSERT INTO system_turn SELECT DISTINCT system_id, 0 FROM worker_task WHERE true
    ON CONFLICT (system_id) DO NOTHING;
)sql";

/// Which PostgreSQL has already.
inline constexpr std::string_view kRunningTasksSqlite = R"sql(
CREATE UNIQUE INDEX worker_task_running ON worker_task (system_id) WHERE status IN (1, 2, 4);
)sql";

}  // namespace jim::store::impl
