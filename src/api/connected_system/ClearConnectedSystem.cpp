#include "api/connected_system/Clearing.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/operation/Audit.hpp"

#include <algorithm>

namespace jim::api::connected_system {

using namespace operation;
using identity::connector_space::CsoId;

namespace {

constexpr std::size_t kBatch = 1000;
constexpr std::int64_t kMostAtOnce = 1000;

base::Result<Reply> runClearConnectedSystem(Call& call) {
    ConnectedSystem system;
    bool queued = false;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(system, find(call));
        JIM_ASSIGN(queued, needsWorker(call, system));
        if (queued) return {};
        JIM_TRY(clearSpace(call, system));
        JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::ConnectedSystem,
                                    .operation = runs::activity::TargetOperation::Clear,
                                    .name = system.name,
                                    .systemId = system.id}));
        return {};
    }));
    if (queued) return queueRemoval(call, system, false, {});
    return empty(200);
}

}  // namespace

base::Result<bool> needsWorker(const Call& call, const ConnectedSystem& system) {
    if (system.status == identity::connected_system::ConnectedSystemStatus::Deleting) return true;
    JIM_ASSIGN(const bool busy, call.session().queueQueries().isBusy(system.id));
    if (busy) return true;
    JIM_ASSIGN(const auto counts, call.session().connectorSpaceQueries().counts(system.id));
    return counts.objects > kMostAtOnce;
}

base::Result<Reply> queueRemoval(const Call& call, const ConnectedSystem& system, bool withSystem,
                                 std::string reason) {
    JIM_ASSIGN(const bool busy, call.session().queueQueries().isBusy(system.id));
    JIM_ASSIGN(const auto started,
               call.context().runs.remove(
                   {system.id, withSystem, call.principal().initiator(), std::move(reason)}));
    return accepted(Json::object()
                        .set("success", true)
                        .set("outcome", busy ? "QueuedAfterSync" : "QueuedAsBackgroundJob")
                        .set("errorMessage", nullptr)
                        .set("workerTaskId", started.taskId)
                        .set("activityId", started.activityId));
}

base::Status clearSpace(const Call& call, const ConnectedSystem& system) {
    auto& space = call.session().connectorSpace();
    std::vector<CsoId> all;
    JIM_TRY(space.forEachKnown(system.id, [&](const auto& known) { all.push_back(known.id); }));
    for (std::size_t at = 0; at < all.size(); at += kBatch) {
        identity::connector_space::ConnectorSpaceChanges changes;
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = std::min(kBatch, all.size() - at);
        changes.removed.assign(first, first + static_cast<std::ptrdiff_t>(count));
        JIM_TRY(space.apply(changes));
    }
    return {};
}

Route clearConnectedSystem() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/clear",
        .access = Level::Administrator,
        .summary = "Empties the connector space of a system; metaverse objects stay.",
        .query = "deleteChangeHistory:bool=true",
        .successes = {{200}, {202, "DeletionResult"}},
        .run = runClearConnectedSystem,
    };
}

}  // namespace jim::api::connected_system
