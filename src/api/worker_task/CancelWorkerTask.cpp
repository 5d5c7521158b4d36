#include "api/worker_task/Documents.hpp"
#include "api/worker_task/Operations.hpp"

namespace jim::api::worker_task {

using namespace operation;

Route cancelWorkerTask() {
    return {
        .method = Method::Post,
        .path = "/worker-tasks/{id:guid}/cancel",
        .access = Level::Operator,
        .summary = "Cancels a task: at once when it is queued, else its run is asked to stop.",
        .successes = {{202}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto task, find(call));
            JIM_TRY(call.context().runs.cancel(task.activityId));
            return empty(202);
        },
    };
}

}  // namespace jim::api::worker_task
