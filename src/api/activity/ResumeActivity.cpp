#include "api/activity/Operations.hpp"
#include "api/activity/OrderRun.hpp"

namespace jim::api::activity {

using namespace operation;

namespace {

base::Result<Reply> runResumeActivity(Call& call) {
    const auto resume = [&call](runs::run_profile::RunControl& runs, const base::Guid& activity) {
        return runs.resume(activity, call.principal().name);
    };
    return orderRun(call, resume, "resumed");
}

}  // namespace

Route resumeActivity() {
    return {
        .method = Method::Post,
        .path = "/activities/{id:guid}/resume",
        .access = Level::Operator,
        .summary = "Lets a run go on that an alert rule has paused.",
        .successes = {{202}},
        .run = runResumeActivity,
    };
}

}  // namespace jim::api::activity
