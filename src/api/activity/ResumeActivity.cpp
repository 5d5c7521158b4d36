#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"

namespace jim::api::activity {

using namespace operation;

namespace {

/// A run that ends just now counts as ended.
base::Result<Reply> run(Call& call) {
    JIM_ASSIGN(const auto activity, find(call));
    if (!isRun(activity))
        return base::fail(base::invalidState("Only the runs of run profiles can be resumed."));
    if (hasEnded(activity)) return base::fail(base::invalidState("This run has ended already."));
    const auto status = call.context().runs.resume(activity.id);
    if (!status && status.error().kind == base::ErrorKind::NotFound)
        return base::fail(base::invalidState("This run has ended already."));
    if (!status) return base::fail(status.error());
    return empty(202);
}

}  // namespace

Route resumeActivity() {
    return {
        .method = Method::Post,
        .path = "/activities/{id:guid}/resume",
        .access = Level::Operator,
        .summary = "Lets a run go on that an alert rule has paused.",
        .successes = {{202}},
        .run = run,
    };
}

}  // namespace jim::api::activity
