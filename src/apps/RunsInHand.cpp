#include "apps/RunsInHand.hpp"

#include <algorithm>

namespace jim::apps {

using runs::run_queue::Lease;
using runs::run_queue::TaskStatus;

namespace {

bool isSame(const Lease& a, const Lease& b) {
    return a.taskId == b.taskId && a.attempt == b.attempt;
}

}  // namespace

RunsInHand::Place RunsInHand::add(const runs::run_queue::Lease& lease) {
    const std::scoped_lock lock{mutex_};
    const auto place = runs_.emplace(runs_.end());
    place->lease = lease;
    return place;
}

void RunsInHand::remove(Place place) {
    const std::scoped_lock lock{mutex_};
    runs_.erase(place);
}

bool RunsInHand::has(const base::Guid& task) {
    const std::scoped_lock lock{mutex_};
    return std::ranges::any_of(runs_, [&](const Run& run) { return run.lease.taskId == task; });
}

std::vector<RunsInHand::Seen> RunsInHand::seen() {
    std::vector<Seen> all;
    const std::scoped_lock lock{mutex_};
    for (const auto& run : runs_) all.push_back({run.lease, run.gate.isWaiting()});
    return all;
}

void RunsInHand::tell(const Seen& seen, TaskStatus status) {
    const bool stops = status == TaskStatus::CancellationRequested;
    const bool resumed = seen.waits && status == TaskStatus::Processing;
    if (!stops && !resumed) return;
    const std::scoped_lock lock{mutex_};
    for (auto& run : runs_) {
        if (!isSame(run.lease, seen.lease)) continue;
        if (stops) run.stop.request_stop();
        if (resumed) run.gate.resume();
    }
}

void RunsInHand::stopAll() {
    const std::scoped_lock lock{mutex_};
    for (auto& run : runs_) run.stop.request_stop();
}

}  // namespace jim::apps
