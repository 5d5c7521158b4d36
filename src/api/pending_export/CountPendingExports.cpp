#include "api/connected_system/Lookup.hpp"
#include "api/pending_export/Filter.hpp"
#include "api/pending_export/Operations.hpp"

namespace jim::api::pending_export {

using namespace operation;

namespace {

base::Result<Reply> runCountPendingExports(Call& call) {
    Reader query = Reader::ofQuery(call);
    const auto filter = readFilter(query, call.integer("cs"));
    JIM_TRY(query.finish());
    JIM_TRY(connected_system::find(call));
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
        .run = runCountPendingExports,
    };
}

}  // namespace jim::api::pending_export
