#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"
#include "api/operation/Paging.hpp"

namespace jim::api::activity {

using namespace operation;

namespace {

base::Result<Reply> runListActivityChildren(Call& call) {
    JIM_ASSIGN(const Page page, readPage(call));
    JIM_ASSIGN(const auto activity, find(call));
    JIM_ASSIGN(const auto found,
               call.session().activityQueries().children(activity.id, page.request()));
    JIM_ASSIGN(auto rows, headersOf(call, found.items));
    return ok(envelope(std::move(rows), found.totalCount, page));
}

}  // namespace

Route listActivityChildren() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}/children",
        .access = Level::Reader,
        .summary = "Lists the activities that an activity consists of, oldest first.",
        .query = kPageParameters,
        .successes = {{200, "page:ActivityHeader"}},
        .run = runListActivityChildren,
    };
}

}  // namespace jim::api::activity
