#pragma once

#include <string_view>

namespace jim::store::impl {

/// Second step: the runs that estimates learn from are found at once. The same in both databases.
extern const std::string_view kCompletedRuns;

}  // namespace jim::store::impl
