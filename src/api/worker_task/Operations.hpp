#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::worker_task {

[[nodiscard]] operation::Route listWorkerTasks();
[[nodiscard]] operation::Route getWorkerTask();
[[nodiscard]] operation::Route cancelWorkerTask();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::worker_task
