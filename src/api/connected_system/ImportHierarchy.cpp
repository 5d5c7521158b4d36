#include "api/connected_system/Lookup.hpp"
#include "api/connected_system/Operations.hpp"

#include <fmt/format.h>

namespace jim::api::connected_system {

using namespace operation;

namespace {

base::Result<Reply> runImportHierarchy(Call& call) {
    JIM_ASSIGN(const auto system, find(call));
    JIM_ASSIGN(const auto* connector, connectorOf(call, system));
    return base::fail(base::invalidState(fmt::format(
        "The connector '{}' has no partitions to import.", connector->definition().name)));
}

}  // namespace

Route importHierarchy() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/import-hierarchy",
        .access = Level::Administrator,
        .summary = "Imports partitions and containers, where the connector has some.",
        .successes = {{200, "HierarchyRefreshResult"}},
        .run = runImportHierarchy,
    };
}

}  // namespace jim::api::connected_system
