#include "api/connected_system/Clearing.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/operation/Audit.hpp"

#include <algorithm>

namespace jim::api::connected_system {

using namespace operation;
using identity::connector_space::CsoId;

namespace {

constexpr std::size_t kBatch = 1000;

base::Result<Reply> run(Call& call) {
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto system, find(call));
        JIM_TRY(requireIdle(call, system, "clearing it"));
        JIM_TRY(clearSpace(call, system));
        JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::ConnectedSystem,
                                    .operation = runs::activity::TargetOperation::Clear,
                                    .name = system.name,
                                    .systemId = system.id}));
        return {};
    }));
    return empty(200);
}

}  // namespace

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
        .successes = {{200}},
        .run = run,
    };
}

}  // namespace jim::api::connected_system
