#include "api/connected_system/Clearing.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/operation/Audit.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

base::Result<Reply> runDeleteConnectedSystem(Call& call) {
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    base::Guid activity;
    ConnectedSystem system;
    bool queued = false;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(system, find(call));
        JIM_ASSIGN(queued, needsWorker(call, system));
        if (queued) return {};
        JIM_TRY(clearSpace(call, system));
        JIM_TRY(call.session().connectedSystems().remove(system.id));
        JIM_ASSIGN(activity,
                   recordChange(call, {.target = runs::activity::TargetType::ConnectedSystem,
                                       .operation = runs::activity::TargetOperation::Delete,
                                       .name = system.name,
                                       .reason = reason,
                                       .systemId = system.id}));
        return {};
    }));
    if (queued) return queueRemoval(call, system, true, reason);
    return ok(Json::object()
                  .set("success", true)
                  .set("outcome", "CompletedImmediately")
                  .set("errorMessage", nullptr)
                  .set("workerTaskId", nullptr)
                  .set("activityId", activity));
}

}  // namespace

Route deleteConnectedSystem() {
    return {
        .method = Method::Delete,
        .path = "/synchronisation/connected-systems/{cs:int}",
        .access = Level::Administrator,
        .summary = "Deletes a connected system with its connector space, rules and run profiles.",
        .query = "deleteChangeHistory:bool=false, changeReason?",
        .successes = {{200, "DeletionResult"}, {202, "DeletionResult"}},
        .run = runDeleteConnectedSystem,
    };
}

}  // namespace jim::api::connected_system
