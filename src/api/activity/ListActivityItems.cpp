#include "api/activity/Documents.hpp"
#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"
#include "api/operation/Paging.hpp"
#include "api/operation/Reader.hpp"

namespace jim::api::activity {

using namespace operation;
using identity::connector_space::kExecutionItemKind;
using runs::activity::ItemFilter;

namespace {

base::Result<ItemFilter> readItemFilter(const Call& call) {
    Reader query = Reader::ofQuery(call);
    ItemFilter filter;
    filter.changeTypes = query.allNamed("objectChangeType", runs::activity::parseObjectChangeType);
    filter.errorTypes = query.allNamed("errorType", runs::activity::parseItemErrorType);
    filter.errorsOnly = query.boolean("errorsOnly").value_or(false);
    filter.search = query.text("search", {0, 500}).value_or("");
    JIM_TRY(query.finish());
    return filter;
}

base::Result<Reply> runListActivityItems(Call& call) {
    JIM_ASSIGN(const Page page, readPage(call));
    JIM_ASSIGN(const ItemFilter filter, readItemFilter(call));
    JIM_ASSIGN(const auto activity, findRun(call));
    JIM_ASSIGN(const auto found,
               call.session().activityQueries().items(activity.number, filter, page.request()));
    Json::Array rows;
    for (const auto& item : found.items)
        rows.push_back(itemOf(item, call.guidOf(kExecutionItemKind, item.sequence)));
    return ok(envelope(std::move(rows), found.totalCount, page));
}

}  // namespace

Route listActivityItems() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}/items",
        .access = Level::Reader,
        .summary = "Lists the objects that a run changed or could not process, in their order.",
        .query =
            "page:int=1, pageSize:int=25, sortBy?, sortDirection?=asc, filter?, "
            "objectChangeType*:E:ObjectChangeType, "
            "errorType*:E:ActivityRunProfileExecutionItemErrorType, errorsOnly?:bool, "
            "search?",
        .successes = {{200, "page:ActivityItemHeader"}},
        .run = runListActivityItems,
    };
}

}  // namespace jim::api::activity
