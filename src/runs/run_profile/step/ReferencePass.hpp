#pragma once

#include "runs/run_profile/step/SynchronisationState.hpp"

namespace jim::runs::run_profile::step {

/// The second pass of a synchronisation: references between objects, once every join of the run
/// is known. A full run compares all of the system's references, a delta run those affected.
[[nodiscard]] base::Status flowReferences(SynchronisationState& state);

}  // namespace jim::runs::run_profile::step
