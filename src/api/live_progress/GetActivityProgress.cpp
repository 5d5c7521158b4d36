#include "api/live_progress/LongPoll.hpp"
#include "api/live_progress/Operations.hpp"
#include "api/live_progress/RecallRun.hpp"
#include "transport/http/Responder.hpp"

namespace jim::api::live_progress {

using namespace operation;

namespace {

base::Result<Reply> runGetActivityProgress(Call& call) {
    JIM_ASSIGN(auto found, call.progressOf(call.guid("id")));
    if (found.none) return errorReply(errorOf(*found.none), call.now());
    if (found.snapshot) found.read = progress::readSnapshot(*found.snapshot, call.now());
    return progressReply(call.request(), std::move(found.read));
}

/// Waits for a change when the client asked for that and has seen what there is.
base::Status wait(Call& call, transport::http::Responder& respond) {
    const auto patience = preferredWait(call.request());
    if (!patience) return {};
    const auto until = call.context().clock.steady() + *patience;
    const auto id = call.guid("id");
    JIM_ASSIGN(const auto found, call.progressOf(id));
    const auto& snapshot = found.snapshot;
    if (found.none || (snapshot ? snapshot->terminal : found.read.terminal)) return {};
    const auto etag = snapshot ? progress::etagAt(*snapshot, call.now()) : found.read.etag;
    if (!isSeen(call.request(), etag)) return {};
    auto watching = call.startWatching();
    if (!watching) {
        respond(toResponse(tooManyWatchers(call.now())));
        return {};
    }
    watching->watch.add(id, found, etag);
    waitForChange({etag, *patience, until, call.context().clock}, std::move(*watching), respond);
    return {};
}

}  // namespace

Route getActivityProgress() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}/progress",
        .access = Level::Reader,
        .summary =
            "Reads the newest progress of a run. Send the ETag back in If-None-Match; with "
            "`Prefer: wait=20` the answer comes when there is something newer, or after so "
            "many seconds (30 at most).",
        .successes = {{200, "object"}, {304}},
        .run = runGetActivityProgress,
        .stream = wait,
        .recall = recallRun,
    };
}

}  // namespace jim::api::live_progress
