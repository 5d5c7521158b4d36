#include "api/Routes.hpp"

#include "api/connector_definition/Operations.hpp"
#include "api/documentation/Documentation.hpp"
#include "api/health/Operations.hpp"

#include <algorithm>
#include <iterator>

namespace jim::api {

std::vector<operation::Route> allRoutes() {
    std::vector<operation::Route> routes{
        health::getHealth(),
        health::getReadiness(),
        health::getLiveness(),
        health::getVersion(),

        connector_definition::listConnectorDefinitions(),
        connector_definition::getConnectorDefinition(),
        connector_definition::getConnectorDefinitionByName(),
    };
    documentation::addTo(routes, allSchemas());
    return routes;
}

operation::Schemas allSchemas() {
    operation::Schemas all{{}, documentation::enumSchemas()};
    for (const auto& schemas : {
             health::schemas(),
             connector_definition::schemas(),
         })
        std::ranges::copy(schemas, std::back_inserter(all.objects));
    return all;
}

}  // namespace jim::api
