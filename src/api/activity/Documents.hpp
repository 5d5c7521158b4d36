#pragma once

#include "api/operation/Json.hpp"
#include "runs/activity/Activity.hpp"
#include "runs/activity/ExecutionItem.hpp"

#include <vector>

namespace jim::api::activity {

/// A row of a list.
[[nodiscard]] operation::Json headerOf(const runs::activity::Activity& activity,
                                       std::int64_t children);

/// The whole activity. `stats` and `progress` are null where there are none.
[[nodiscard]] operation::Json detailOf(const runs::activity::Activity& activity,
                                       operation::Json stats, operation::Json progress);

[[nodiscard]] operation::Json statsOf(const runs::activity::Stats& stats);

/// A row of a list of execution items.
[[nodiscard]] operation::Json itemOf(const runs::activity::ExecutionItem& item,
                                     const base::Guid& id);

}  // namespace jim::api::activity
