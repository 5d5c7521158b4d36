#pragma once

#include "api/connected_system/Lookup.hpp"
#include "api/operation/Reader.hpp"

#include <string>

namespace jim::api::connected_system {

/// Conflict when another connected system has that name, in any case.
[[nodiscard]] base::Status requireFreeName(const operation::Call& call,
                                           const ConnectedSystem& system);

/// `settingValues` of a body onto the system's own: null members leave alone, unknown ids are
/// ignored. Then the whole set is validated; InvalidInput names settings.
[[nodiscard]] base::Status changeSettings(const operation::Call& call, operation::Reader& body,
                                          ConnectedSystem& system);

/// Saves within the open transaction, with the time and the activity of the change.
[[nodiscard]] base::Result<base::Guid> save(const operation::Call& call, ConnectedSystem& system,
                                            runs::activity::TargetOperation operation,
                                            const std::string& reason, std::string warning = {});

}  // namespace jim::api::connected_system
