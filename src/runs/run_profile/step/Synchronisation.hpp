#pragma once

#include "foundation/base/Result.hpp"
#include "runs/run_profile/RunContext.hpp"

namespace jim::runs::run_profile::step {

/// A synchronisation of one system: all of its objects, or (delta) those that changed since they
/// were last synchronised. Both give the same result: a delta run looks at all objects when the
/// synchronisation before it was stopped before its references had flowed.
[[nodiscard]] base::Status synchronise(RunContext& run, bool delta);

}  // namespace jim::runs::run_profile::step
