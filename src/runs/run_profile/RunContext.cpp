#include "runs/run_profile/RunContext.hpp"

#include "runs/run_profile/PhaseRecords.hpp"

namespace jim::runs::run_profile {

std::size_t RunContext::typeSlot(std::int32_t objectTypeId) const {
    const auto& types = parts_.system.objectTypes;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i].id == objectTypeId) return i;
    return types.size();
}

base::Status RunContext::checkStop() const {
    if (parts_.stop.stop_requested()) return base::fail(base::cancelled());
    return {};
}

base::Status RunContext::write(const std::function<base::Status()>& work) {
    const auto begin = parts_.clock.steady();
    auto written = parts_.session.transactions().write([&]() -> base::Status {
        JIM_TRY(parts_.session.queue().check(parts_.lease));
        JIM_TRY(work());
        JIM_TRY(parts_.session.activities().appendItems(parts_.activityNumber, items_));
        position_.phases = activityPhases(parts_.progress.phases());
        position_.items = sequence_;
        return parts_.session.activities().keepPosition(parts_.activityNumber, position_);
    });
    parts_.progress.spent(progress::TimeShare::Database, parts_.clock.steady() - begin);
    if (written) items_.clear();
    return written;
}

void RunContext::record(activity::ExecutionItem item) {
    item.sequence = ++sequence_;
    if (!parts_.trackChanges) item.changes.clear();
    if (item.errorType != activity::ItemErrorType::NotSet)
        parts_.progress.error(activity::toText(item.errorType), item.message);
    items_.push_back(std::move(item));
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
