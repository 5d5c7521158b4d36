#pragma once

#include "api/connected_system/Lookup.hpp"
#include "api/operation/Reader.hpp"
#include "runs/run_profile/RunProfile.hpp"

namespace jim::api::run_profile {

using runs::run_profile::RunProfile;

[[nodiscard]] operation::Json documentOf(const RunProfile& profile);

/// The run profile that `{rp:int}` of the path names, if it belongs to that system; NotFound.
[[nodiscard]] base::Result<RunProfile> find(const operation::Call& call,
                                            const connected_system::ConnectedSystem& system);

/// Reads what may be set at any time: pageSize, partitionId, filePath, verifyImportContentHashes,
/// restartsAfterLostWorker.
void readCommon(operation::Reader& body, RunProfile& profile);

/// Within the open transaction. InvalidInput when the system's connector cannot do it; Conflict
/// when the system has another profile of that name.
[[nodiscard]] base::Status save(const operation::Call& call,
                                const connected_system::ConnectedSystem& system,
                                RunProfile& profile, runs::activity::TargetOperation operation);

[[nodiscard]] base::Status record(const operation::Call& call,
                                  const connected_system::ConnectedSystem& system,
                                  const RunProfile& profile,
                                  runs::activity::TargetOperation operation);

}  // namespace jim::api::run_profile
