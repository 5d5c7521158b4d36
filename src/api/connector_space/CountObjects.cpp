#include "api/connector_space/Documents.hpp"
#include "api/connector_space/Operations.hpp"
#include "api/operation/Reader.hpp"

namespace jim::api::connector_space {

using namespace operation;

namespace {

base::Result<Reply> runCountObjects(Call& call) {
    identity::connector_space::CsoFilter filter;
    Reader query = Reader::ofQuery(call);
    filter.objectTypeIds = query.integers("objectTypeId");
    const auto partition = query.integer("partitionId");
    JIM_TRY(query.finish());
    JIM_ASSIGN(const auto system, connected_system::find(call));
    if (partition) return ok(Json{0});  // There are no partitions, so nothing is in one.
    filter.systemId = system.id;
    JIM_ASSIGN(const auto rows, call.session().connectorSpaceQueries().objects(filter, {0, 1}));
    return ok(Json{rows.totalCount});
}

}  // namespace

Route countObjects() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/connector-space/count",
        .access = Level::Reader,
        .summary = "Counts the objects of a connector space.",
        .query = "objectTypeId:int?, partitionId:int?",
        .successes = {{200, "int"}},
        .run = runCountObjects,
    };
}

}  // namespace jim::api::connector_space
