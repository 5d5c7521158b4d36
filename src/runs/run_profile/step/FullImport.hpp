#pragma once

#include "foundation/base/Result.hpp"
#include "runs/run_profile/RunContext.hpp"

namespace jim::runs::run_profile::step {

/// A full import. It reads before it writes: nothing reaches the connector space until the whole
/// source was read and the number of deletions was found acceptable. What is written then goes in
/// whole batches, so that a run that is cancelled or killed leaves consistent batches which the
/// next run completes.
[[nodiscard]] base::Status fullImport(RunContext& run);

}  // namespace jim::runs::run_profile::step
