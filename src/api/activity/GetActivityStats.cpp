#include "api/activity/Documents.hpp"
#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"

namespace jim::api::activity {

using namespace operation;

Route getActivityStats() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}/stats",
        .access = Level::Reader,
        .summary = "Reads what a run did in numbers; so far, while it is under way.",
        .successes = {{200, "ActivityStats"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto activity, findRun(call));
            JIM_ASSIGN(const auto stats, countsOf(call.session(), activity));
            return ok(statsOf(stats));
        },
    };
}

}  // namespace jim::api::activity
