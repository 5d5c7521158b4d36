#include "api/connected_system/Lookup.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/operation/Reader.hpp"

#include <fmt/format.h>

namespace jim::api::connected_system {

using namespace operation;

namespace {

/// No connector with partitions exists yet, so every id is unknown.
base::Result<Reply> runUpdatePartition(Call& call) {
    Reader body = Reader::ofBody(call);
    static_cast<void>(body.boolean("selected"));
    JIM_TRY(body.finish());
    JIM_TRY(find(call));
    return base::fail(base::notFound("Partition", fmt::to_string(call.integer("partition"))));
}

}  // namespace

Route updatePartition() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/connected-systems/{cs:int}/partitions/{partition:int}",
        .access = Level::Administrator,
        .summary = "Selects a partition of a system, where its connector has some.",
        .body = "selected:bool?",
        .successes = {{200, "Partition"}},
        .run = runUpdatePartition,
    };
}

}  // namespace jim::api::connected_system
