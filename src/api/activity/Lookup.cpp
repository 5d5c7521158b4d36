#include "api/activity/Lookup.hpp"

#include "api/activity/Documents.hpp"
#include "runs/executor/Removal.hpp"

namespace jim::api::activity {

using namespace operation;
using runs::activity::Activity;
using runs::activity::ActivityStatus;
using runs::activity::Stats;
using runs::activity::TargetType;

base::Result<Activity> find(const Call& call) {
    JIM_ASSIGN(auto activity, call.session().activities().find(call.guid("id")));
    if (!activity) return base::fail(base::notFound("Activity", base::toText(call.guid("id"))));
    return std::move(*activity);
}

base::Result<Activity> findRun(const Call& call) {
    JIM_ASSIGN(auto activity, find(call));
    if (!isRun(activity))
        return base::fail(base::invalidState(
            "This activity is not the run of a run profile: it has neither stats nor items."));
    return activity;
}

bool isRun(const Activity& activity) {
    return activity.targetType == TargetType::ConnectedSystemRunProfile ||
           runs::executor::isRemoval(activity);
}

bool hasEnded(const Activity& activity) {
    return activity.status != ActivityStatus::InProgress;
}

base::Result<Stats> countsOf(runs::run_profile::Session& session, const Activity& run) {
    if (run.stats) return *run.stats;
    return session.activities().countStats(run.number);
}

base::Status addPosition(runs::run_profile::Session& session, Activity& run) {
    if (hasEnded(run) || !isRun(run)) return {};
    JIM_ASSIGN(const auto position, session.activities().position(run.number));
    if (!position) return {};
    run.phases = position->phases;
    run.objectsProcessed = position->processed;
    return {};
}

base::Result<Json::Array> headersOf(const Call& call, const std::vector<Activity>& activities) {
    Json::Array rows;
    for (Activity activity : activities) {
        JIM_TRY(addPosition(call.session(), activity));
        JIM_ASSIGN(const auto children,
                   call.session().activityQueries().children(activity.id, {0, 1}));
        rows.push_back(headerOf(activity, children.totalCount));
    }
    return rows;
}

}  // namespace jim::api::activity
