#include "api/activity/Degraded.hpp"
#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"
#include "progress/SnapshotReading.hpp"

#include <fmt/format.h>

namespace jim::api::activity {

using namespace operation;
using progress::ReadDocument;

namespace {

/// How many seconds a client that polls does well to wait.
constexpr std::string_view kPollHint = "1";

/// RFC 9110, section 13.1.2: a list of entity tags, compared weakly, or `*`.
bool matches(std::string_view list, std::string_view quoted) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        std::string_view tag = list.substr(0, comma);
        while (tag.starts_with(' ') || tag.starts_with('\t')) tag.remove_prefix(1);
        while (tag.ends_with(' ') || tag.ends_with('\t')) tag.remove_suffix(1);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == "*" || tag == quoted) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

Reply replyOf(const Call& call, ReadDocument read) {
    const std::string tag = fmt::format("\"{}\"", read.etag);
    Reply reply = matches(call.request().header("If-None-Match"), tag)
                      ? empty(304)
                      : document(std::move(read.document));
    reply.headers.push_back({"ETag", tag});
    reply.headers.push_back({"Cache-Control", "no-cache"});
    if (!read.terminal) reply.headers.push_back({"Retry-After", std::string{kPollHint}});
    return reply;
}

/// There is no snapshot: what became of the run decides what is said. `away` when the store could
/// not be asked, which must not hide the end of a run.
base::Result<Reply> withoutSnapshot(const Call& call, bool away) {
    JIM_ASSIGN(auto activity, find(call));
    const auto id = base::toText(activity.id);
    if (!isRun(activity))
        return errorReply(
            {404, "NOT_FOUND", "This activity is not the run of a run profile: it has no progress.",
             fmt::format("/api/v1/activities/{}", id)},
            call.now());
    if (hasEnded(activity) && !away)
        return errorReply(
            {404, "PROGRESS_EXPIRED", "This run has ended, and its progress is kept no longer.",
             fmt::format("/api/v1/activities/{}/stats", id)},
            call.now());
    JIM_ASSIGN(auto read, degradedProgress(call, activity, away));
    return replyOf(call, std::move(read));
}

/// Asks the database for nothing while there is a snapshot: its presence says that the run exists.
base::Result<Reply> run(Call& call) {
    const auto snapshot = call.context().progress.get(call.guid("id"));
    if (!snapshot && snapshot.error().kind != base::ErrorKind::Unavailable)
        return base::fail(snapshot.error());
    if (!snapshot || *snapshot == nullptr) return withoutSnapshot(call, !snapshot);
    return replyOf(call, progress::readSnapshot(**snapshot, call.now()));
}

}  // namespace

Route getActivityProgress() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}/progress",
        .access = Level::Reader,
        .summary = "Reads the newest progress of a run. Send the ETag back in If-None-Match.",
        .successes = {{200, "object"}, {304}},
        .run = run,
    };
}

}  // namespace jim::api::activity
