#include "runs/run_profile/RunContext.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jim::runs::run_profile {
namespace {

/// `24 h`, `90 min`, `10 s`: in the largest unit that divides it.
std::string timeText(std::chrono::seconds time) {
    const auto seconds = time.count();
    if (seconds % 3600 == 0) return fmt::format("{} h", seconds / 3600);
    if (seconds % 60 == 0) return fmt::format("{} min", seconds / 60);
    return fmt::format("{} s", seconds);
}

}  // namespace

std::size_t RunContext::typeSlot(std::int32_t objectTypeId) const {
    const auto& types = parts_.system.objectTypes;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i].id == objectTypeId) return i;
    return types.size();
}

std::size_t RunContext::batch(std::size_t most) const {
    const auto limit = parts_.batchLimit;
    return throttle_.batch(limit == 0 ? most : std::min(most, limit));
}

base::Status RunContext::checkStop() const {
    if (parts_.stop.stop_requested()) return base::fail(base::cancelled());
    return {};
}

base::Status RunContext::betweenBatches(std::int64_t deletesAhead) {
    JIM_TRY(checkStop());
    if (parts_.alerts == nullptr) return {};
    parts_.alerts->look(parts_.progress, deletesAhead);
    const auto reason = parts_.alerts->takePauseReason();
    return reason.empty() ? base::Status{} : pause(reason);
}

base::Status RunContext::pause(const std::string& reason) {
    JIM_ASSIGN(const bool paused, markPaused());
    if (!paused) return base::fail(base::cancelled());
    parts_.progress.pause(reason);
    const auto end = parts_.gate->wait(parts_.stop, parts_.clock, parts_.patience);
    parts_.progress.resume();
    if (end == alert::PauseEnd::Resumed) return noteResumed();
    auto error = base::cancelled();
    if (end == alert::PauseEnd::TimedOut)
        error.message = fmt::format(
            "Cancelled, because an alert rule paused it and nobody resumed it within {},",
            timeText(parts_.patience));
    return base::fail(std::move(error));
}

base::Status RunContext::noteResumed() {
    JIM_ASSIGN(const auto kept, parts_.session.activities().position(parts_.activityNumber));
    if (kept) parts_.alerts->noteResumed(kept->alerts);
    return {};
}

base::Result<bool> RunContext::markPaused() {
    bool paused = false;
    const auto position = batches_.positionNow();
    JIM_TRY(batches_.inTransaction([&]() -> base::Status {
        JIM_ASSIGN(paused, parts_.session.queue().change(parts_.lease.taskId,
                                                         run_queue::TaskStatus::Processing,
                                                         run_queue::TaskStatus::Paused));
        return parts_.session.activities().keepPosition(parts_.activityNumber, position);
    }));
    return paused;
}

base::Status RunContext::keepPosition() {
    return write([]() -> base::Status { return {}; });
}

void RunContext::advance(std::int64_t objects) {
    parts_.progress.advance(objects);
    const auto rest = throttle_.keep(objects, parts_.stop);
    if (rest == std::chrono::microseconds{0}) return;
    rested_ += rest;
    parts_.progress.spent(progress::TimeShare::Idle, rest);
}

void RunContext::Channel::enterPhase(std::string_view key, std::string_view name) {
    run_.progress().enterNested(key, name);
}
void RunContext::Channel::narrate(std::string_view message) {
    run_.progress().narrate(message);
}
void RunContext::Channel::expect(std::int64_t objects, bool exact) {
    run_.progress().total(objects,
                          exact ? progress::TotalKind::Exact : progress::TotalKind::Estimate,
                          progress::TotalSource::Connector);
}
void RunContext::Channel::advance(std::int64_t objects) {
    run_.advance(objects);
}

}  // namespace jim::runs::run_profile
