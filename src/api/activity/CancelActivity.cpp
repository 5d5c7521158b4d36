#include "api/activity/Operations.hpp"
#include "api/activity/OrderRun.hpp"

namespace jim::api::activity {

using namespace operation;

namespace {

base::Result<Reply> runCancelActivity(Call& call) {
    return orderRun(call, std::mem_fn(&runs::run_profile::RunControl::cancel), "cancelled");
}

}  // namespace

Route cancelActivity() {
    return {
        .method = Method::Post,
        .path = "/activities/{id:guid}/cancel",
        .access = Level::Operator,
        .summary = "Cancels a run: at once when it is queued, else it is asked to stop.",
        .successes = {{202}},
        .run = runCancelActivity,
    };
}

}  // namespace jim::api::activity
