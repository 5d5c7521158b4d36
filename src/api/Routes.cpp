#include "api/Routes.hpp"

#include "api/api_key/Operations.hpp"
#include "api/connector_definition/Operations.hpp"
#include "api/documentation/Documentation.hpp"
#include "api/health/Operations.hpp"
#include "api/identity_provider/Operations.hpp"
#include "api/role/Operations.hpp"
#include "api/service_setting/Operations.hpp"

#include <algorithm>
#include <iterator>

namespace jim::api {

std::vector<operation::Route> allRoutes() {
    std::vector<operation::Route> routes{
        health::getHealth(),
        health::getReadiness(),
        health::getLiveness(),
        health::getVersion(),

        identity_provider::getUserInfo(),
        identity_provider::getAuthConfiguration(),

        api_key::listApiKeys(),
        api_key::getApiKey(),
        api_key::createApiKey(),
        api_key::updateApiKey(),
        api_key::deleteApiKey(),
        role::listRoles(),
        role::getRole(),

        service_setting::listServiceSettings(),
        service_setting::getServiceSetting(),
        service_setting::setServiceSetting(),
        service_setting::revertServiceSetting(),

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
             identity_provider::schemas(),
             api_key::schemas(),
             role::schemas(),
             service_setting::schemas(),
             connector_definition::schemas(),
         })
        std::ranges::copy(schemas, std::back_inserter(all.objects));
    return all;
}

}  // namespace jim::api
