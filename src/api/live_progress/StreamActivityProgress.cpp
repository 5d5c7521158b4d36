#include "api/live_progress/LongPoll.hpp"
#include "api/live_progress/Operations.hpp"
#include "api/live_progress/RecallRun.hpp"
#include "api/watch/EventStream.hpp"
#include "transport/http/Responder.hpp"

namespace jim::api::live_progress {

using namespace operation;

namespace {

base::Status streamOne(Call& call, transport::http::Responder& respond) {
    const auto id = call.guid("id");
    JIM_ASSIGN(const auto found, call.progressOf(id));
    if (found.none) {
        respond(toResponse(errorReply(errorOf(*found.none), call.now())));
        return {};
    }
    auto watching = call.startWatching();
    if (!watching) {
        respond(toResponse(tooManyWatchers(call.now())));
        return {};
    }
    watching->watch.add(id, found);
    watch::streamEvents(respond, std::move(*watching), true);
    return {};
}

}  // namespace

Route streamActivityProgress() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}/progress/stream",
        .access = Level::Reader,
        .summary =
            "Streams the progress of a run as server-sent events: `progress` when there is "
            "something newer, `health` when its health changes, `terminal` at its end.",
        .query = "ticket?",
        .successes = {{200, "events"}},
        .stream = streamOne,
        .recall = recallRun,
        .tickets = true,
    };
}

}  // namespace jim::api::live_progress
