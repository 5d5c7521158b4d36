#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::connected_system {

[[nodiscard]] operation::Route listConnectedSystems();
[[nodiscard]] operation::Route getConnectedSystem();
[[nodiscard]] operation::Route createConnectedSystem();
[[nodiscard]] operation::Route updateConnectedSystem();
[[nodiscard]] operation::Route deleteConnectedSystem();
[[nodiscard]] operation::Route getDeletionPreview();
[[nodiscard]] operation::Route clearConnectedSystem();
[[nodiscard]] operation::Route importSchema();
[[nodiscard]] operation::Route previewSchemaImport();
[[nodiscard]] operation::Route importHierarchy();
[[nodiscard]] operation::Route getCapabilities();
[[nodiscard]] operation::Route listPartitions();
[[nodiscard]] operation::Route updatePartition();
[[nodiscard]] operation::Route updateContainer();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::connected_system
