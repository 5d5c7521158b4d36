#include "api/connected_system/Lookup.hpp"

#include <fmt/format.h>

namespace jim::api::connected_system {

using operation::Call;

base::Result<ConnectedSystem> find(const Call& call) {
    const auto id = call.integer("cs");
    JIM_ASSIGN(auto system, call.session().connectedSystems().find(id));
    if (!system) return base::fail(base::notFound("Connected system", std::to_string(id)));
    return std::move(*system);
}

base::Result<connectors::Connector*> connectorOf(const Call& call, const ConnectedSystem& system) {
    auto* connector = call.context().connectors.find(system.connectorDefinitionId);
    if (connector == nullptr)
        return base::fail(base::invalidState(
            fmt::format("The connector of '{}' is not installed.", system.name)));
    return connector;
}

base::Status requireIdle(const Call& call, const ConnectedSystem& system, std::string_view what) {
    if (system.status == identity::connected_system::ConnectedSystemStatus::Deleting)
        return base::fail(base::invalidState(fmt::format("'{}' is being deleted.", system.name)));
    JIM_ASSIGN(const bool busy, call.session().queueQueries().isBusy(system.id));
    if (!busy) return {};
    return base::fail(base::invalidState(
        fmt::format("A run of '{}' is queued or running: {} has to wait until it has ended, or "
                    "cancel it.",
                    system.name, what)));
}

}  // namespace jim::api::connected_system
