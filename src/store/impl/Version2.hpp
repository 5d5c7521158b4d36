#pragma once

#include <string_view>

namespace jim::store::impl {

/// Second step: the runs that estimates learn from are found at once.
extern const std::string_view kCompletedRunsSqlite;

}  // namespace jim::store::impl
