#include "api/connected_system/Documents.hpp"

#include "api/connected_system/Operations.hpp"
#include "api/connected_system/SchemaDocuments.hpp"
#include "api/operation/Route.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

const identity::connected_system::ConnectorDefinition* definitionOf(const Call& call,
                                                                    const ConnectedSystem& system) {
    const auto* connector = call.context().connectors.find(system.connectorDefinitionId);
    return connector == nullptr ? nullptr : &connector->definition();
}

bool settingsAreValid(const Call& call, const ConnectedSystem& system) {
    const auto* definition = definitionOf(call, system);
    return definition != nullptr &&
           identity::connected_system::validateSettings(definition->settings, system.settings)
               .empty();
}

std::string connectorName(const Call& call, const ConnectedSystem& system) {
    const auto* definition = definitionOf(call, system);
    return definition == nullptr ? std::string{"(not installed)"} : definition->name;
}

/// Encrypted settings, and whether each is set. Their values never leave the server.
Json secretsOf(const Call& call, const ConnectedSystem& system) {
    Json secrets = Json::array();
    const auto* definition = definitionOf(call, system);
    if (definition == nullptr) return secrets;
    for (const auto& setting : definition->settings) {
        if (setting.type != identity::connected_system::SettingType::StringEncrypted) continue;
        const auto at = system.settings.find(setting.id);
        secrets.append(Json::object()
                           .set("id", setting.id)
                           .set("name", setting.name)
                           .set("isSet", at != system.settings.end() && at->second.text));
    }
    return secrets;
}

Json byType(const std::map<std::string, std::vector<std::string>>& names) {
    Json out = Json::object();
    for (const auto& [type, list] : names) out.set(type, list);
    return out;
}

Json changesOf(const runs::discovery::SchemaDifference& difference) {
    Json out = Json::object();
    for (const auto& [type, changes] : difference.changedAttributes) {
        Json list = Json::array();
        for (const auto& change : changes)
            list.append(Json::object()
                            .set("attributeName", change.attribute)
                            .set("aspect", change.aspect)
                            .set("oldValue", change.before)
                            .set("newValue", change.after));
        out.set(type, std::move(list));
    }
    return out;
}

}  // namespace

base::Result<Json> headerOf(const Call& call, const ConnectedSystem& system) {
    JIM_ASSIGN(const auto counts, call.session().connectorSpaceQueries().counts(system.id));
    return Json::object()
        .set("id", system.id)
        .set("name", system.name)
        .set("description", orNull(system.description))
        .set("created", system.created)
        .set("status", system.status)
        .set("objectCount", counts.objects)
        .set("connectorsCount", counts.joined)
        .set("pendingExportObjectsCount", counts.pendingExports)
        .set("connectorName", connectorName(call, system))
        .set("connectorId", system.connectorDefinitionId);
}

Json detailOf(const Call& call, const ConnectedSystem& system,
              const identity::connector_space::CsoCounts& counts) {
    Json::Array types;
    for (const auto& type : system.objectTypes) types.push_back(documentOf(type));
    Json timeToLive;
    if (const auto micros = system.initialPasswordTimeToLiveMicros)
        timeToLive = std::chrono::microseconds{*micros};
    return Json::object()
        .set("id", system.id)
        .set("name", system.name)
        .set("description", orNull(system.description))
        .set("created", system.created)
        .set("lastUpdated", system.lastUpdated)
        .set("status", system.status)
        .set("settingValuesValid", settingsAreValid(call, system))
        .set("encryptedSettings", secretsOf(call, system))
        .set("connector", Json::object()
                              .set("id", system.connectorDefinitionId)
                              .set("name", connectorName(call, system)))
        .set("objectTypes", std::move(types))
        .set("objectCount", counts.objects)
        .set("pendingExportCount", counts.pendingExports)
        .set("maxExportParallelism", system.maxExportParallelism)
        .set("initialPasswordTimeToLive", std::move(timeToLive))
        .set("requireSecureTransport", system.requireSecureTransport)
        .set("unresolvedReferenceHandling", system.unresolvedReferences)
        .set("configurationDrift", nullptr)
        .set("parkedInitialPasswordCount", nullptr)
        .set("expiredInitialPasswordCount", nullptr);
}

Json refreshOf(const connectors::DiscoveredSchema& discovered,
               const runs::discovery::SchemaDifference& difference, Json attributesInUse) {
    std::size_t attributes = 0;
    for (const auto& type : discovered.objectTypes) attributes += type.attributes.size();
    return Json::object()
        .set("success", true)
        .set("errorMessage", nullptr)
        .set("totalObjectTypes", discovered.objectTypes.size())
        .set("totalAttributes", attributes)
        .set("addedObjectTypes", difference.addedTypes)
        .set("removedObjectTypes", difference.removedTypes)
        .set("updatedObjectTypes", difference.updatedTypes)
        .set("addedAttributes", byType(difference.addedAttributes))
        .set("removedAttributes", byType(difference.removedAttributes))
        .set("changedAttributes", changesOf(difference))
        .set("attributesInUse", std::move(attributesInUse))
        .set("blockedCredentialAttributes", Json::object())
        .set("discoveryWarnings", discovered.warnings)
        .set("passwordPolicyDiscovered", false)
        .set("hasChanges", difference.hasChanges())
        .set("hasRemovalsOrDefinitionChanges", difference.hasRemovalsOrChanges())
        .set("dependents", nullptr)
        .set("removalImpact", nullptr);
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ConnectedSystemHeader",
         "id:int, name, description?, created:ts, status:E:ConnectedSystemStatus, "
         "objectCount:int, connectorsCount:int, pendingExportObjectsCount:int, connectorName, "
         "connectorId:int"},
        {"ConnectorReference", "id:int, name"},
        {"EncryptedSetting", "id:int, name, isSet:bool"},
        {"ConnectedSystem",
         "id:int, name, description?, created:ts, lastUpdated:ts?, "
         "status:E:ConnectedSystemStatus, settingValuesValid:bool, "
         "encryptedSettings:EncryptedSetting[], "
         "connector:ConnectorReference, objectTypes:ObjectType[], objectCount:int, "
         "pendingExportCount:int, maxExportParallelism:int?, initialPasswordTimeToLive:span?, "
         "requireSecureTransport:bool, "
         "unresolvedReferenceHandling:E:UnresolvedReferenceHandling, configurationDrift:any?, "
         "parkedInitialPasswordCount:int?, expiredInitialPasswordCount:int?"},
        {"DeletionResult",
         "success:bool, outcome:E:DeletionOutcome, errorMessage?, workerTaskId:guid?, "
         "activityId:guid?"},
        {"DeletionPreview",
         "connectedSystemId:int, connectedSystemName, connectedSystemObjectCount:int, "
         "syncRuleCount:int, runProfileCount:int, partitionCount:int, containerCount:int, "
         "pendingExportCount:int, activityCount:int, joinedMvoCount:int, "
         "mvosWithOtherConnectorsCount:int, mvosWithDeletionRuleCount:int, "
         "mvosWithGracePeriodCount:int, warnings:string[], estimatedDeletionTime:span, "
         "willRunAsBackgroundJob:bool, hasRunningSyncOperation:bool"},
        {"AttributeAspectChange", "attributeName, aspect, oldValue, newValue"},
        {"SchemaRefreshResult",
         "success:bool, errorMessage?, totalObjectTypes:int, totalAttributes:int, "
         "addedObjectTypes:string[], removedObjectTypes:string[], updatedObjectTypes:string[], "
         "addedAttributes:map:string[], removedAttributes:map:string[], "
         "changedAttributes:map:AttributeAspectChange[], attributesInUse:map:string[], "
         "blockedCredentialAttributes:map:string[], discoveryWarnings:string[], "
         "passwordPolicyDiscovered:bool, hasChanges:bool, hasRemovalsOrDefinitionChanges:bool, "
         "dependents:any?, removalImpact:any?"},
        {"HierarchyRefreshResult",
         "success:bool, errorMessage?, totalPartitions:int, totalContainers:int, summary, "
         "hasChanges:bool, hasSelectedItemsRemoved:bool, addedPartitions:any[], "
         "removedPartitions:any[], renamedPartitions:any[], addedContainers:any[], "
         "removedContainers:any[], renamedContainers:any[], movedContainers:any[]"},
        {"Capability", "name, value"},
        {"Partition",
         "id:int, name, externalId, selected:bool, connectedSystemId:int, "
         "containers:Container[]"},
        {"Container",
         "id:int, name, externalId, description?, hidden:bool, selected:bool, excluded:bool, "
         "scope:E:ConnectedSystemContainerScope, objectCount:int?, subtreeObjectCount:int?, "
         "partitionId:int?, connectedSystemId:int?, childContainers:Container[]"},
    };
    return kSchemas;
}

}  // namespace jim::api::connected_system
