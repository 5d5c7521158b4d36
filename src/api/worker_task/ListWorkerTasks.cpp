#include "api/operation/Paging.hpp"
#include "api/worker_task/Documents.hpp"
#include "api/worker_task/Operations.hpp"

namespace jim::api::worker_task {

using namespace operation;

namespace {

base::Result<Reply> runListWorkerTasks(Call& call) {
    JIM_ASSIGN(const Page page, readPlainPage(call, 50));
    JIM_ASSIGN(const auto found, call.session().queueQueries().tasks(page.request()));
    Json::Array rows;
    for (const auto& task : found.items) {
        JIM_ASSIGN(auto row, taskOf(call, task));
        rows.push_back(std::move(row));
    }
    return ok(envelope(std::move(rows), found.totalCount, page));
}

}  // namespace

Route listWorkerTasks() {
    return {
        .method = Method::Get,
        .path = "/worker-tasks",
        .access = Level::Reader,
        .summary = "Lists the runs that wait for a worker or are with one, newest first.",
        .query = kPlainPageParameters,
        .successes = {{200, "page:WorkerTask"}},
        .run = runListWorkerTasks,
    };
}

}  // namespace jim::api::worker_task
