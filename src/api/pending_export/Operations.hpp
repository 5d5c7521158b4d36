#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::pending_export {

[[nodiscard]] operation::Route listPendingExports();
[[nodiscard]] operation::Route countPendingExports();
[[nodiscard]] operation::Route getPendingExport();
[[nodiscard]] operation::Route listAttributeChanges();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::pending_export
