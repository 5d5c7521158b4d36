#include "runs/run_queue/RunQueue.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::runs::run_queue {
namespace {

constexpr auto kStatuses = base::enumText<TaskStatus>({
    {TaskStatus::Queued, "Queued"},
    {TaskStatus::Processing, "Processing"},
    {TaskStatus::CancellationRequested, "CancellationRequested"},
    {TaskStatus::WaitingForPreviousStep, "WaitingForPreviousStep"},
    {TaskStatus::Paused, "Paused"},
});

constexpr auto kPriorities = base::enumText<TaskPriority>({
    {TaskPriority::Low, "Low"},
    {TaskPriority::Normal, "Normal"},
    {TaskPriority::High, "High"},
});

}  // namespace

std::string_view toText(TaskStatus status) {
    return kStatuses.text(status);
}

std::string_view toText(TaskPriority priority) {
    return kPriorities.text(priority);
}

std::optional<TaskPriority> parseTaskPriority(std::string_view text) {
    return kPriorities.parse(text);
}

bool isWithWorker(TaskStatus status) {
    return status == TaskStatus::Processing || status == TaskStatus::CancellationRequested ||
           status == TaskStatus::Paused;
}

}  // namespace jim::runs::run_queue
