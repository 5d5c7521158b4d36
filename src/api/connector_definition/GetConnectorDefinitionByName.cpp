#include "api/connector_definition/Documents.hpp"
#include "api/connector_definition/Operations.hpp"

namespace jim::api::connector_definition {

using namespace operation;

namespace {

base::Result<Reply> runGetConnectorDefinitionByName(Call& call) {
    const auto& name = call.text("name");
    for (const auto* connector : call.context().connectors.all())
        if (connector->definition().name == name) return ok(detailOf(connector->definition()));
    return base::fail(base::notFound("Connector definition", name));
}

}  // namespace

Route getConnectorDefinitionByName() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connector-definitions/by-name/{name}",
        .access = Level::Reader,
        .summary = "Reads a kind of connector by its exact name.",
        .successes = {{200, "ConnectorDefinition"}},
        .run = runGetConnectorDefinitionByName,
    };
}

}  // namespace jim::api::connector_definition
