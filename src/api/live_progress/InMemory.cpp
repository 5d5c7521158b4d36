#include "api/live_progress/InMemory.hpp"

#include "progress/ProgressStore.hpp"

namespace jim::api::live_progress {

bool isInMemory(const operation::PathValues& path, const operation::ApiContext& context) {
    if (!context.progress.answersAtOnce()) return false;
    const auto snapshot = context.progress.get(std::get<base::Guid>(path.front().second));
    return snapshot && *snapshot != nullptr;
}

}  // namespace jim::api::live_progress
