#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"

namespace jim::api::activity {

using namespace operation;

namespace {

/// Cancelling what has ended changes nothing and is said so; a run that ends just now counts as
/// ended too.
base::Result<Reply> run(Call& call) {
    JIM_ASSIGN(const auto activity, find(call));
    if (!isRun(activity))
        return base::fail(base::invalidState("Only the runs of run profiles can be cancelled."));
    if (hasEnded(activity)) return base::fail(base::invalidState("This run has ended already."));
    const auto status = call.context().runs.cancel(activity.id);
    if (!status && status.error().kind == base::ErrorKind::NotFound)
        return base::fail(base::invalidState("This run has ended already."));
    if (!status) return base::fail(status.error());
    return empty(202);
}

}  // namespace

Route cancelActivity() {
    return {
        .method = Method::Post,
        .path = "/activities/{id:guid}/cancel",
        .access = Level::Operator,
        .summary = "Cancels a run: at once when it is queued, else it is asked to stop.",
        .successes = {{202}},
        .run = run,
    };
}

}  // namespace jim::api::activity
