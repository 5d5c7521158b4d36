#include "api/live_progress/ActiveRuns.hpp"
#include "api/live_progress/Operations.hpp"

namespace jim::api::live_progress {

using namespace operation;

namespace {

base::Result<Reply> runListProgress(Call& call) {
    JIM_ASSIGN(const Page page, readPlainPage(call, 50));
    JIM_ASSIGN(auto active, activeRuns(call, page.request()));
    Json::Array rows;
    for (auto& each : active.runs) rows.push_back(Json::raw(std::move(each.read.document)));
    Reply reply = ok(envelope(std::move(rows), active.totalCount, page));
    reply.headers.push_back({"Cache-Control", "no-cache"});
    return reply;
}

}  // namespace

Route listProgress() {
    return {
        .method = Method::Get,
        .path = "/progress",
        .access = Level::Reader,
        .summary =
            "Lists the progress of every run that is queued or under way, the one that was "
            "queued last first.",
        .query = kPlainPageParameters,
        .successes = {{200, "page:object"}},
        .run = runListProgress,
    };
}

}  // namespace jim::api::live_progress
