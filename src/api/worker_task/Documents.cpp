#include "api/worker_task/Documents.hpp"

#include "api/worker_task/Operations.hpp"
#include "progress/ProgressStore.hpp"
#include "runs/executor/Removal.hpp"
#include "runs/run_profile/RunProfile.hpp"

namespace jim::api::worker_task {

using namespace operation;
using runs::run_profile::RunType;
using runs::run_queue::WorkerTask;

namespace {

std::string_view typeOf(RunType type) {
    switch (type) {
        case RunType::FullSynchronisation:
        case RunType::DeltaSynchronisation:
            return "Synchronisation Worker Task";
        case RunType::Export:
            return "Export Worker Task";
        case RunType::FullImport:
        case RunType::DeltaImport:
        case RunType::NotSet:
            break;
    }
    return "Import Worker Task";
}

/// What belongs to no run profile is the removal of a system's objects.
base::Result<std::string_view> typeOf(const Call& call, const WorkerTask& task) {
    if (task.runProfileId == 0) {
        JIM_ASSIGN(const auto activity, call.session().activities().find(task.activityId));
        return activity && runs::executor::isDeletion(*activity)
                   ? "Delete Connected System Worker Task"
                   : "Clear Connected System Objects Worker Task";
    }
    JIM_ASSIGN(const auto profile, call.session().runProfiles().find(task.runProfileId));
    return typeOf(profile ? profile->runType : RunType::NotSet);
}

/// What the newest snapshot says; an empty object without one.
Json snapshotOf(const Call& call, const base::Guid& activity) {
    const auto snapshot = call.context().progress.get(activity);
    if (!snapshot || *snapshot == nullptr) return Json::object();
    auto parsed = parseJson((*snapshot)->document);
    return parsed ? std::move(*parsed) : Json::object();
}

Json memberOf(const Json& object, std::string_view name) {
    const Json* member = object.find(name);
    return member == nullptr ? Json{} : *member;
}

Json stepsOf(const Json& snapshot) {
    const Json* phases = snapshot.find("phases");
    if (phases == nullptr || phases->items() == nullptr) return {};
    Json::Array steps;
    for (const Json& phase : *phases->items())
        if (memberOf(phase, "parentKey").isNull())
            steps.push_back(Json::object()
                                .set("order", memberOf(phase, "order"))
                                .set("name", memberOf(phase, "name"))
                                .set("status", memberOf(phase, "status")));
    return Json::object()
        .set("currentStepName", memberOf(memberOf(snapshot, "currentPhase"), "name"))
        .set("currentStepNumber", memberOf(snapshot, "currentPhaseNumber"))
        .set("totalSteps", static_cast<std::int64_t>(steps.size()))
        .set("steps", std::move(steps));
}

}  // namespace

base::Result<Json> taskOf(const Call& call, const WorkerTask& task) {
    JIM_ASSIGN(const auto type, typeOf(call, task));
    const Json snapshot = snapshotOf(call, task.activityId);
    Json out = Json::object();
    out.set("id", task.id)
        .set("name", task.name)
        .set("type", type)
        .set("timestamp", task.queued)
        .set("status", task.status)
        .set("priority", task.priority)
        .set("worker", orNull(task.leaseOwner))
        .set("initiatedByType", task.initiator.type)
        .set("initiatedById", task.initiator.id)
        .set("initiatedByName", orNull(task.initiator.name))
        .set("activityId", task.activityId)
        .set("objectsToProcess", memberOf(snapshot, "objectsToProcess"))
        .set("objectsProcessed", memberOf(snapshot, "objectsProcessed"))
        .set("progressMessage", memberOf(snapshot, "message"))
        .set("steps", stepsOf(snapshot))
        .set("scheduleExecutionId", nullptr)
        .set("scheduleExecutionName", nullptr)
        .set("scheduleStepIndex", nullptr)
        .set("scheduleTotalSteps", nullptr)
        .set("scheduleCurrentStepIndex", nullptr);
    return out;
}

base::Result<WorkerTask> find(const Call& call) {
    JIM_ASSIGN(auto task, call.session().queueQueries().task(call.guid("id")));
    if (!task) return base::fail(base::notFound("Worker task", base::toText(call.guid("id"))));
    return std::move(*task);
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"WorkerTask",
         "id:guid, name, type, timestamp:ts, status:E:WorkerTaskStatus, "
         "priority:E:WorkerTaskPriority, worker?, "
         "initiatedByType:E:ActivityInitiatorType, initiatedById:guid?, initiatedByName?, "
         "activityId:guid?, objectsToProcess:int?, objectsProcessed:int?, progressMessage?, "
         "steps:WorkerTaskSteps?, scheduleExecutionId:guid?, scheduleExecutionName?, "
         "scheduleStepIndex:int?, scheduleTotalSteps:int?, scheduleCurrentStepIndex:int?"},
        {"WorkerTaskSteps",
         "currentStepName?, currentStepNumber:int?, totalSteps:int, steps:WorkerTaskStep[]"},
        {"WorkerTaskStep", "order:int, name, status:E:ActivityPhaseStatus"},
    };
    return kSchemas;
}

}  // namespace jim::api::worker_task
