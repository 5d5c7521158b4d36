#pragma once

#include "runs/activity/ActivityStore.hpp"
#include "store/Conditions.hpp"

#include <string>
#include <string_view>

namespace jim::store {

/// Which rows of `activity a` a filter means.
[[nodiscard]] Conditions conditionsOf(const runs::activity::ActivityFilter& filter);

/// The column that a list is sorted by; the time of creation for a name that means none.
[[nodiscard]] std::string_view sortColumn(const std::string& sortBy);

}  // namespace jim::store
