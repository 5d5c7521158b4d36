#include "api/connected_system/Lookup.hpp"
#include "api/operation/Paging.hpp"
#include "api/pending_export/Documents.hpp"
#include "api/pending_export/Filter.hpp"
#include "api/pending_export/Operations.hpp"

namespace jim::api::pending_export {

using namespace operation;

namespace {

base::Result<Reply> runListPendingExports(Call& call) {
    JIM_ASSIGN(const Page page, readPlainPage(call, 50));
    Reader query = Reader::ofQuery(call);
    auto filter = readFilter(query, call.integer("cs"));
    filter.search = query.text("search", {0, 500}).value_or("");
    JIM_TRY(query.finish());
    Json answer;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_TRY(connected_system::find(call));
        JIM_ASSIGN(auto rows,
                   call.session().connectorSpaceQueries().pendingExports(filter, page.request()));
        Json::Array items;
        for (auto& row : rows.items) {
            JIM_ASSIGN(const auto detail, withReferences(call, std::move(row)));
            items.push_back(headerOf(call, detail));
        }
        answer = envelope(std::move(items), rows.totalCount, page);
        return {};
    }));
    return ok(answer);
}

}  // namespace

Route listPendingExports() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/pending-exports",
        .access = Level::Reader,
        .summary = "Lists what is to be exported to a system, newest first.",
        .query =
            "page:int=1, pageSize:int=50, search?, changeType:E:PendingExportChangeType?, "
            "status:E:PendingExportStatus?",
        .successes = {{200, "page:PendingExportHeader"}},
        .run = runListPendingExports,
    };
}

}  // namespace jim::api::pending_export
