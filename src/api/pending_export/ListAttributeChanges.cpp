#include "api/operation/Paging.hpp"
#include "api/operation/Reader.hpp"
#include "api/pending_export/Documents.hpp"
#include "api/pending_export/Operations.hpp"

namespace jim::api::pending_export {

using namespace operation;

namespace {

base::Result<Reply> runListAttributeChanges(Call& call) {
    JIM_ASSIGN(const Page page, readPlainPage(call, 50));
    Reader query = Reader::ofQuery(call);
    const auto search = query.text("search", {0, 500}).value_or("");
    JIM_TRY(query.finish());
    std::vector<ChangeRow> rows;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto detail, find(call));
        JIM_ASSIGN(const auto system, systemOf(call, detail));
        rows = changesOf(call, system, detail, call.text("name"));
        return {};
    }));
    if (rows.empty()) return base::fail(base::notFound("Attribute change", call.text("name")));
    Json::Array items;
    for (auto& row : rows)
        if (matchesSearch(row.words, search)) items.push_back(std::move(row.document));
    return ok(pageOf(std::move(items), page));
}

}  // namespace

Route listAttributeChanges() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/pending-exports/{id:guid}/attribute-changes/{name}/values",
        .access = Level::Reader,
        .summary = "Lists the changes of one attribute of a pending export.",
        .query = "page:int=1, pageSize:int=50, search?",
        .successes = {{200, "page:PendingAttributeChange"}},
        .run = runListAttributeChanges,
    };
}

}  // namespace jim::api::pending_export
