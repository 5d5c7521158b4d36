#include "api/connected_system/Lookup.hpp"
#include "api/operation/Reader.hpp"
#include "api/pending_export/Operations.hpp"

namespace jim::api::pending_export {

using namespace operation;

namespace {

base::Result<Reply> run(Call& call) {
    identity::connector_space::PendingExportFilter filter;
    Reader query = Reader::ofQuery(call);
    filter.changeType =
        query.named("changeType", identity::connector_space::parsePendingExportChangeType);
    filter.status = query.named("status", identity::connector_space::parsePendingExportStatus);
    JIM_TRY(query.finish());
    JIM_ASSIGN(const auto system, connected_system::find(call));
    filter.systemId = system.id;
    JIM_ASSIGN(const auto rows,
               call.session().connectorSpaceQueries().pendingExports(filter, {0, 1}));
    return ok(Json{rows.totalCount});
}

}  // namespace

Route countPendingExports() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/pending-exports/count",
        .access = Level::Reader,
        .summary = "Counts what is to be exported to a system.",
        .query = "changeType:E:PendingExportChangeType?, status:E:PendingExportStatus?",
        .successes = {{200, "int"}},
        .run = run,
    };
}

}  // namespace jim::api::pending_export
