#include "api/live_progress/ActiveRuns.hpp"
#include "api/live_progress/Operations.hpp"
#include "api/live_progress/RunList.hpp"
#include "api/operation/Reader.hpp"
#include "api/watch/EventStream.hpp"
#include "transport/http/Responder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::live_progress {

using namespace operation;

namespace {

/// So many are shown at once to whoever follows all.
constexpr std::int64_t kMostListed = 20'000;

/// The runs that the client names, in one parameter or several.
base::Result<std::vector<base::Guid>> namedRuns(const Call& call) {
    Reader query = Reader::ofQuery(call);
    std::vector<base::Guid> ids;
    for (const auto& list : query.texts("activities")) {
        for (std::string_view rest{list}; !rest.empty();) {
            const auto comma = std::min(rest.find(','), rest.size());
            const auto id = base::parseGuid(rest.substr(0, comma));
            if (id)
                ids.push_back(*id);
            else
                query.problem("activities", "These are GUIDs separated by commas.");
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    if (ids.size() > kMostRuns)
        query.problem("activities", fmt::format("One stream follows at most {} runs.", kMostRuns));
    JIM_TRY(query.finish());
    return ids;
}

/// What cannot be watched is said in an event each; the others go on.
std::string watchNamed(Call& call, watch::Watch& watch, const std::vector<base::Guid>& ids) {
    std::string refusals;
    for (const auto& id : ids)
        if (const auto refusal = tryWatch(call.feed(), watch, id))
            refusals += watch::eventText("unavailable", *refusal);
    return refusals;
}

void watchAll(Call& call, watch::Watch& watch) {
    watch.addAll();
    const auto active = activeRuns(call, {0, kMostListed});
    if (!active) return;
    for (const auto& each : active->runs)
        if (each.snapshot)
            watch.add(each.snapshot);
        else
            watch.add(each.activityId, each.read);
}

base::Status streamMany(Call& call, transport::http::Responder& respond) {
    JIM_ASSIGN(const auto ids, namedRuns(call));
    auto watching = call.startWatching();
    if (!watching) {
        respond(toResponse(tooManyWatchers(call.now())));
        return {};
    }
    std::string refusals;
    if (ids.empty())
        watchAll(call, watching->watch);
    else
        refusals = watchNamed(call, watching->watch, ids);
    watch::streamEvents(respond, std::move(*watching), !ids.empty(), std::move(refusals));
    return {};
}

}  // namespace

Route streamProgress() {
    return {
        .method = Method::Get,
        .path = "/progress/stream",
        .access = Level::Reader,
        .summary =
            "Streams the progress of these runs as server-sent events; without `activities` "
            "that of every run that is queued or under way, now and later.",
        .query = "activities*, ticket?",
        .successes = {{200, "events"}},
        .stream = streamMany,
        .tickets = true,
    };
}

}  // namespace jim::api::live_progress
