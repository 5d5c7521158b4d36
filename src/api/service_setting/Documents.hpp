#pragma once

#include "api/operation/Call.hpp"
#include "api/service_setting/Table.hpp"

#include <map>

namespace jim::api::service_setting {

using Values = std::map<std::string, std::string>;

[[nodiscard]] operation::Json documentOf(const operation::Call& call, const Definition& definition,
                                         const Values& overridden);

/// The definition that the path names; NotFound.
[[nodiscard]] base::Result<const Definition*> definitionOf(const operation::Call& call);

/// Sets the value, or (empty) reverts to the default, records who did it, and answers with the
/// setting as it is then.
[[nodiscard]] base::Result<operation::Reply> change(const operation::Call& call,
                                                    const Definition& definition,
                                                    const std::optional<std::string>& value);

}  // namespace jim::api::service_setting
