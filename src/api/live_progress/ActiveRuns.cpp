#include "api/live_progress/ActiveRuns.hpp"

#include "api/activity/Degraded.hpp"

#include <algorithm>

namespace jim::api::live_progress {

using namespace operation;
using identity::connector_space::PageRequest;
using progress::SnapshotPtr;

namespace {

/// Whether the database knows the end of a run whose worker could not tell it any more.
bool hasEndedUntold(const Call& call, const base::Guid& id) {
    const auto known = call.progressOf(id);
    return known && !known->snapshot && known->read.terminal;
}

/// Ids of activities are ordered by the time they were made.
ActiveRuns ofStore(const Call& call, std::vector<SnapshotPtr> active, PageRequest page) {
    std::ranges::sort(active, [](const SnapshotPtr& a, const SnapshotPtr& b) {
        return a->activityId > b->activityId;
    });
    ActiveRuns found{{}, static_cast<std::int64_t>(active.size())};
    const auto end = std::min(page.offset + page.limit, found.totalCount);
    for (auto i = page.offset; i < end; ++i) {
        auto& snapshot = active[static_cast<std::size_t>(i)];
        auto read = progress::readSnapshot(*snapshot, call.now());
        if (read.workerLost && hasEndedUntold(call, snapshot->activityId)) {
            --found.totalCount;
            continue;
        }
        found.runs.push_back({snapshot->activityId, std::move(snapshot), std::move(read)});
    }
    return found;
}

/// A task that has just ended has no activity in progress any more, and is left out.
base::Result<ActiveRuns> ofDatabase(const Call& call, PageRequest page) {
    auto& session = call.session();
    JIM_ASSIGN(const auto tasks, session.queueQueries().tasks(page));
    ActiveRuns found{{}, tasks.totalCount};
    for (const auto& task : tasks.items) {
        JIM_ASSIGN(auto run, session.activities().find(task.activityId));
        if (!run) continue;
        JIM_ASSIGN(auto read,
                   activity::degradedProgress(session, std::move(*run), call.now(), true));
        if (!read.terminal) found.runs.push_back({task.activityId, nullptr, std::move(read)});
    }
    return found;
}

}  // namespace

base::Result<ActiveRuns> activeRuns(const Call& call, PageRequest page) {
    auto active = call.context().progress.listActive();
    if (active) return ofStore(call, std::move(*active), page);
    if (active.error().kind != base::ErrorKind::Unavailable) return base::fail(active.error());
    return ofDatabase(call, page);
}

}  // namespace jim::api::live_progress
