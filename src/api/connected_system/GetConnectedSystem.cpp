#include "api/connected_system/Documents.hpp"
#include "api/connected_system/Operations.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

base::Result<Reply> runGetConnectedSystem(Call& call) {
    Json detail;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto system, find(call));
        JIM_ASSIGN(const auto counts, call.session().connectorSpaceQueries().counts(system.id));
        detail = detailOf(call, system, counts);
        return {};
    }));
    return ok(detail);
}

}  // namespace

Route getConnectedSystem() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}",
        .access = Level::Reader,
        .summary = "Reads a connected system with its schema.",
        .successes = {{200, "ConnectedSystem"}},
        .run = runGetConnectedSystem,
    };
}

}  // namespace jim::api::connected_system
