#pragma once

#include "api/operation/Json.hpp"
#include "api/operation/Schema.hpp"

namespace jim::api {

/// How `value` differs from what the notation of a route's success promises; empty when it does
/// not.
[[nodiscard]] std::string mismatch(const operation::Json& value, std::string_view type,
                                   const operation::Schemas& schemas);

}  // namespace jim::api
