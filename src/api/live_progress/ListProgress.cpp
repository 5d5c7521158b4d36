#include "api/live_progress/Operations.hpp"
#include "api/operation/Paging.hpp"
#include "progress/SnapshotReading.hpp"

#include <algorithm>

namespace jim::api::live_progress {

using namespace operation;

namespace {

base::Result<Reply> run(Call& call) {
    JIM_ASSIGN(const Page page, readPlainPage(call, 50));
    JIM_ASSIGN(const auto active, call.context().progress.listActive());
    const auto total = static_cast<std::int64_t>(active.size());
    Json::Array rows;
    for (auto i = std::min(page.offset(), total); i < std::min(page.offset() + page.size, total);
         ++i) {
        const auto& snapshot = active[static_cast<std::size_t>(i)];
        rows.push_back(Json::raw(progress::readSnapshot(*snapshot, call.now()).document));
    }
    Reply reply = ok(envelope(std::move(rows), total, page));
    reply.headers.push_back({"Cache-Control", "no-cache"});
    return reply;
}

}  // namespace

Route listProgress() {
    return {
        .method = Method::Get,
        .path = "/progress",
        .access = Level::Reader,
        .summary = "Lists the progress of every run that is queued or under way.",
        .query = kPlainPageParameters,
        .successes = {{200, "page:object"}},
        .run = run,
    };
}

}  // namespace jim::api::live_progress
