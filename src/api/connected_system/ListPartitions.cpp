#include "api/connected_system/Lookup.hpp"
#include "api/connected_system/Operations.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

/// No connector with partitions exists yet, so there is nothing to list.
base::Result<Reply> runListPartitions(Call& call) {
    JIM_TRY(find(call));
    return ok(Json::array());
}

}  // namespace

Route listPartitions() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/partitions",
        .access = Level::Reader,
        .summary = "Lists the partitions of a system: none where its connector has none.",
        .successes = {{200, "Partition[]"}},
        .run = runListPartitions,
    };
}

}  // namespace jim::api::connected_system
