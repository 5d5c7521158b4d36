#pragma once

#include "api/operation/Call.hpp"
#include "runs/run_queue/RunQueue.hpp"

namespace jim::api::worker_task {

/// A queued or running task, with what its newest progress says.
[[nodiscard]] base::Result<operation::Json> taskOf(const operation::Call& call,
                                                   const runs::run_queue::WorkerTask& task);

/// The task of the path's `id`. NotFound when there is none: finished tasks are removed.
[[nodiscard]] base::Result<runs::run_queue::WorkerTask> find(const operation::Call& call);

}  // namespace jim::api::worker_task
