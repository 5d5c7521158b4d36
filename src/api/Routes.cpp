#include "api/Routes.hpp"

#include "api/activity/Operations.hpp"
#include "api/alert_rule/Operations.hpp"
#include "api/api_key/Operations.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/connector_definition/Operations.hpp"
#include "api/connector_space/Operations.hpp"
#include "api/documentation/Documentation.hpp"
#include "api/expression/Operations.hpp"
#include "api/health/Operations.hpp"
#include "api/identity_provider/Operations.hpp"
#include "api/live_progress/Operations.hpp"
#include "api/matching_rule/Operations.hpp"
#include "api/metaverse_object/Operations.hpp"
#include "api/metaverse_schema/Operations.hpp"
#include "api/object_type/Operations.hpp"
#include "api/pending_export/Operations.hpp"
#include "api/role/Operations.hpp"
#include "api/run_profile/Operations.hpp"
#include "api/service_setting/Operations.hpp"
#include "api/synchronisation_rule/Operations.hpp"
#include "api/worker_task/Operations.hpp"

#include <algorithm>
#include <iterator>

namespace jim::api {
namespace {

std::vector<operation::Route> runRoutes() {
    return {
        activity::listActivities(),           activity::getActivity(),
        live_progress::getActivityProgress(), live_progress::streamActivityProgress(),
        activity::getActivityStats(),         activity::listActivityItems(),
        activity::getActivityItem(),          activity::listActivityChildren(),
        activity::cancelActivity(),           activity::resumeActivity(),
        live_progress::listProgress(),        live_progress::streamProgress(),
        live_progress::converseProgress(),    live_progress::createTicket(),
        worker_task::listWorkerTasks(),       worker_task::getWorkerTask(),
        worker_task::cancelWorkerTask(),      alert_rule::listAlertRules(),
        alert_rule::getAlertRule(),           alert_rule::createAlertRule(),
        alert_rule::updateAlertRule(),        alert_rule::deleteAlertRule(),
    };
}

std::vector<operation::Route> ruleRoutes() {
    return {
        synchronisation_rule::listSynchronisationRules(),
        synchronisation_rule::getSynchronisationRule(),
        synchronisation_rule::createSynchronisationRule(),
        synchronisation_rule::updateSynchronisationRule(),
        synchronisation_rule::deleteSynchronisationRule(),
        synchronisation_rule::listMappings(),
        synchronisation_rule::getMapping(),
        synchronisation_rule::createMapping(),
        synchronisation_rule::updateMapping(),
        synchronisation_rule::deleteMapping(),
        expression::testExpression(),
        matching_rule::listTypeMatchingRules(),
        matching_rule::getTypeMatchingRule(),
        matching_rule::createTypeMatchingRule(),
        matching_rule::updateTypeMatchingRule(),
        matching_rule::deleteTypeMatchingRule(),
        matching_rule::listSyncRuleMatchingRules(),
        matching_rule::getSyncRuleMatchingRule(),
        matching_rule::createSyncRuleMatchingRule(),
        matching_rule::updateSyncRuleMatchingRule(),
        matching_rule::deleteSyncRuleMatchingRule(),
        matching_rule::switchMatchingMode(),
    };
}

std::vector<operation::Route> metaverseRoutes() {
    return {
        metaverse_schema::listObjectTypes(),       metaverse_schema::getObjectType(),
        metaverse_schema::createObjectType(),      metaverse_schema::updateObjectType(),
        metaverse_schema::listAttributes(),        metaverse_schema::getAttribute(),
        metaverse_schema::createAttribute(),       metaverse_schema::updateAttribute(),
        metaverse_schema::updateAttributeSchema(), metaverse_schema::addAttributeToObjectType(),
        metaverse_object::listMetaverseObjects(),  metaverse_object::countMetaverseObjects(),
        metaverse_object::getMetaverseObject(),
    };
}

}  // namespace

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

        connected_system::listConnectedSystems(),
        connected_system::getConnectedSystem(),
        connected_system::createConnectedSystem(),
        connected_system::updateConnectedSystem(),
        connected_system::deleteConnectedSystem(),
        connected_system::getDeletionPreview(),
        connected_system::clearConnectedSystem(),
        connected_system::importSchema(),
        connected_system::previewSchemaImport(),
        connected_system::importHierarchy(),
        connected_system::getCapabilities(),
        connected_system::listPartitions(),
        connected_system::updatePartition(),
        connected_system::updateContainer(),
        object_type::listObjectTypes(),
        object_type::getObjectType(),
        object_type::updateObjectType(),
        object_type::updateAttribute(),
        object_type::updateAttributes(),

        connector_space::listObjects(),
        connector_space::countObjects(),
        connector_space::countUnresolvedReferences(),
        connector_space::getObject(),
        connector_space::listAttributeValues(),
        pending_export::listPendingExports(),
        pending_export::countPendingExports(),
        pending_export::getPendingExport(),
        pending_export::listAttributeChanges(),

        run_profile::listRunProfiles(),
        run_profile::createRunProfile(),
        run_profile::updateRunProfile(),
        run_profile::deleteRunProfile(),
        run_profile::executeRunProfile(),
    };
    for (const auto& group : {runRoutes(), ruleRoutes(), metaverseRoutes()})
        std::ranges::copy(group, std::back_inserter(routes));
    documentation::addTo(routes, allSchemas());
    return routes;
}

operation::Schemas allSchemas() {
    operation::Schemas all{{}, documentation::enumSchemas()};
    for (const auto& schemas : {
             health::schemas(),           identity_provider::schemas(),
             api_key::schemas(),          role::schemas(),
             service_setting::schemas(),  connector_definition::schemas(),
             connected_system::schemas(), object_type::schemas(),
             connector_space::schemas(),  pending_export::schemas(),
             run_profile::schemas(),      alert_rule::schemas(),
             activity::schemas(),         live_progress::schemas(),
             worker_task::schemas(),      synchronisation_rule::schemas(),
             expression::schemas(),       matching_rule::schemas(),
             metaverse_schema::schemas(), metaverse_object::schemas(),
         })
        std::ranges::copy(schemas, std::back_inserter(all.objects));
    return all;
}

}  // namespace jim::api
