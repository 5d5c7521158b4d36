#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/PendingExport.hpp"
#include "runs/run_profile/RunContext.hpp"

namespace jim::runs::run_profile::step {

/// What is left of `changes` once an object holds `document`: values that are there need no
/// adding, and values that are gone no removing.
[[nodiscard]] identity::schema::ChangeSet remainingChanges(
    const identity::schema::ChangeSet& changes, identity::schema::DocumentView document);

/// Compares what was, or should be, exported with what the system was just seen to hold: pending
/// exports that are satisfied go, those of objects that have appeared become updates, deletes of
/// objects that are gone are done.
[[nodiscard]] base::Status reconcile(RunContext& run);

}  // namespace jim::runs::run_profile::step
