#pragma once

#include "api/operation/Call.hpp"
#include "api/operation/Reader.hpp"
#include "security/ApiKey.hpp"

#include <vector>

namespace jim::api::api_key {

[[nodiscard]] operation::Json documentOf(const operation::Call& call, const security::ApiKey& key);

/// The key of that id; NotFound.
[[nodiscard]] base::Result<security::ApiKey> find(const operation::Call& call,
                                                  const base::Guid& id);

/// `roleIds` of a body; unknown ones are problems.
[[nodiscard]] std::vector<security::Role> readRoles(operation::Reader& body);

/// InvalidState when nobody could administer the service any more once `changed` is stored (or,
/// when it is null, once `id` is gone).
[[nodiscard]] base::Status keepAnAdministrator(const operation::Call& call, const base::Guid& id,
                                               const security::ApiKey* changed);

}  // namespace jim::api::api_key
