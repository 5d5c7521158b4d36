#include "api/worker_task/Documents.hpp"
#include "api/worker_task/Operations.hpp"

namespace jim::api::worker_task {

using namespace operation;

Route getWorkerTask() {
    return {
        .method = Method::Get,
        .path = "/worker-tasks/{id:guid}",
        .access = Level::Reader,
        .summary = "Reads a task that is queued or under way; finished tasks are removed.",
        .successes = {{200, "WorkerTask"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto task, find(call));
            JIM_ASSIGN(const auto body, taskOf(call, task));
            return ok(body);
        },
    };
}

}  // namespace jim::api::worker_task
