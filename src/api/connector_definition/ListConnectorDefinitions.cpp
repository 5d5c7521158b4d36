#include "api/connector_definition/Documents.hpp"
#include "api/connector_definition/Operations.hpp"

#include <algorithm>

namespace jim::api::connector_definition {

using namespace operation;

namespace {

base::Result<Reply> runListConnectorDefinitions(Call& call) {
    JIM_ASSIGN(const auto systems, call.session().connectedSystems().all());
    auto connectors = call.context().connectors.all();
    std::ranges::sort(connectors, {}, [](auto* each) { return each->definition().name; });
    Json::Array items;
    for (auto* connector : connectors) {
        const auto& definition = connector->definition();
        const bool inUse = std::ranges::any_of(systems, [&](const auto& system) {
            return system.connectorDefinitionId == definition.id;
        });
        items.push_back(headerOf(definition, inUse));
    }
    return ok(std::move(items));
}

}  // namespace

Route listConnectorDefinitions() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connector-definitions",
        .access = Level::Reader,
        .summary = "Lists the kinds of connectors, by name.",
        .successes = {{200, "ConnectorDefinitionHeader[]"}},
        .run = runListConnectorDefinitions,
    };
}

}  // namespace jim::api::connector_definition
