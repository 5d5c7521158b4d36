#include "api/connector_definition/Documents.hpp"
#include "api/connector_definition/Operations.hpp"

namespace jim::api::connector_definition {

using namespace operation;

namespace {

base::Result<Reply> runGetConnectorDefinition(Call& call) {
    const auto id = call.integer("id");
    const auto* connector = call.context().connectors.find(id);
    if (connector == nullptr)
        return base::fail(base::notFound("Connector definition", std::to_string(id)));
    return ok(detailOf(connector->definition()));
}

}  // namespace

Route getConnectorDefinition() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connector-definitions/{id:int}",
        .access = Level::Reader,
        .summary = "Reads a kind of connector with its settings and capabilities.",
        .successes = {{200, "ConnectorDefinition"}},
        .run = runGetConnectorDefinition,
    };
}

}  // namespace jim::api::connector_definition
