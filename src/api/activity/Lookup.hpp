#pragma once

#include "api/operation/Call.hpp"
#include "runs/activity/Activity.hpp"

namespace jim::api::activity {

/// The activity of the path's `id`. NotFound when there is none.
[[nodiscard]] base::Result<runs::activity::Activity> find(const operation::Call& call);

/// The same, which has to be a run. InvalidState when it is none.
[[nodiscard]] base::Result<runs::activity::Activity> findRun(const operation::Call& call);

/// Whether workers execute it: a run of a run profile, or a removal of a system's objects.
[[nodiscard]] bool isRun(const runs::activity::Activity& activity);
[[nodiscard]] bool hasEnded(const runs::activity::Activity& activity);

/// The counts of a run: those that are kept for good, or those of its items so far.
[[nodiscard]] base::Result<runs::activity::Stats> countsOf(runs::run_profile::Session& session,
                                                           const runs::activity::Activity& run);

/// A run that has not ended keeps its phases and counts with its batches: filled in here.
[[nodiscard]] base::Status addPosition(runs::run_profile::Session& session,
                                       runs::activity::Activity& run);

/// Rows of a list, with how many children each has.
[[nodiscard]] base::Result<operation::Json::Array> headersOf(
    const operation::Call& call, const std::vector<runs::activity::Activity>& activities);

}  // namespace jim::api::activity
