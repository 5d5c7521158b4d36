#include "api/connected_system/Lookup.hpp"
#include "api/connector_space/Operations.hpp"

namespace jim::api::connector_space {

using namespace operation;

namespace {

base::Result<Reply> runCountUnresolvedReferences(Call& call) {
    JIM_ASSIGN(const auto system, connected_system::find(call));
    JIM_ASSIGN(const auto counts, call.session().connectorSpaceQueries().counts(system.id));
    return ok(Json{counts.unresolvedReferences});
}

}  // namespace

Route countUnresolvedReferences() {
    return {
        .method = Method::Get,
        .path =
            "/synchronisation/connected-systems/{cs:int}/connector-space/"
            "unresolved-references/count",
        .access = Level::Reader,
        .summary = "Counts references whose target is not in the connector space.",
        .successes = {{200, "int"}},
        .run = runCountUnresolvedReferences,
    };
}

}  // namespace jim::api::connector_space
