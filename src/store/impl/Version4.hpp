#pragma once

#include <string_view>

namespace jim::store::impl {

/// Fourth step: which tasks and whose go first, and runs that are handed back.
extern const std::string_view kFairQueueSqlite;
extern const std::string_view kFairQueuePostgres;

}  // namespace jim::store::impl
