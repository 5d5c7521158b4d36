#pragma once

#include "api/operation/Call.hpp"
#include "runs/activity/Activity.hpp"
#include "runs/activity/ExecutionItem.hpp"

namespace jim::api::activity {

/// The attribute changes of an item, as people read them: names and texts instead of ids and
/// bytes. Attributes that have been removed since keep their id and have no name.
[[nodiscard]] base::Result<operation::Json::Array> changesOf(
    const operation::Call& call, const runs::activity::Activity& run,
    const runs::activity::ExecutionItem& item);

}  // namespace jim::api::activity
