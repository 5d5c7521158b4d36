#pragma once

#include <string_view>

namespace jim::store::impl {

/// Seventh step: runs that are started again after a lost worker. The statements of both databases.
inline constexpr std::string_view kRestarts = R"sql(
ALTER TABLE run_profile ADD COLUMN restarts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE worker_task ADD COLUMN restart INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace jim::store::impl
