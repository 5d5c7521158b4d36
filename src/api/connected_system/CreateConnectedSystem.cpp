#include "api/connected_system/Documents.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/connected_system/Writing.hpp"
#include "api/operation/Audit.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

base::Result<Reply> runCreateConnectedSystem(Call& call) {
    ConnectedSystem system;
    Reader body = Reader::ofBody(call);
    system.name = body.requiredText("name", {1, 200});
    system.description = body.text("description", {0, 1000}).value_or("");
    system.connectorDefinitionId = body.requiredInteger("connectorDefinitionId");
    if (body.isGiven("connectorDefinitionId") &&
        call.context().connectors.find(system.connectorDefinitionId) == nullptr)
        body.problem("connectorDefinitionId", "There is no such connector definition.");
    JIM_TRY(body.finish());
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    system.created = call.now();
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_TRY(requireFreeName(call, system));
        JIM_TRY(save(call, system, runs::activity::TargetOperation::Create, reason));
        return {};
    }));
    return created("/synchronisation/connected-systems/" + std::to_string(system.id),
                   detailOf(call, system));
}

}  // namespace

Route createConnectedSystem() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems",
        .access = Level::Administrator,
        .summary = "Makes a connected system; its settings and schema come after.",
        .body = "name!, description?, connectorDefinitionId!:int, changeReason?",
        .successes = {{201, "ConnectedSystem"}},
        .run = runCreateConnectedSystem,
    };
}

}  // namespace jim::api::connected_system
