#pragma once

#include "api/operation/Call.hpp"
#include "api/operation/Reply.hpp"
#include "runs/run_profile/RunControl.hpp"

#include <functional>
#include <string_view>

namespace jim::api::activity {

/// What may be asked of a run that has not ended.
using RunOrder = std::function<base::Status(runs::run_profile::RunControl&, const base::Guid&)>;

/// Passes an order on to the run of the path: 202. Invalid state when it is no run, or has ended; a
/// run that ends just now counts as ended. `done` is the order in the words of a refusal.
[[nodiscard]] base::Result<operation::Reply> orderRun(operation::Call& call, const RunOrder& order,
                                                      std::string_view done);

}  // namespace jim::api::activity
