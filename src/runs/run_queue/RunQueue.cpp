#include "runs/run_queue/RunQueue.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::runs::run_queue {
namespace {

constexpr auto kStatuses = base::enumText<TaskStatus>({
    {TaskStatus::Queued, "Queued"},
    {TaskStatus::Processing, "Processing"},
    {TaskStatus::CancellationRequested, "CancellationRequested"},
    {TaskStatus::WaitingForPreviousStep, "WaitingForPreviousStep"},
});

}  // namespace

std::string_view toText(TaskStatus status) {
    return kStatuses.text(status);
}

}  // namespace jim::runs::run_queue
