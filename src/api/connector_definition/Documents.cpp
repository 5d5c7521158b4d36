#include "api/connector_definition/Documents.hpp"

#include "api/connector_definition/Operations.hpp"

namespace jim::api::connector_definition {

using namespace operation;
using identity::connected_system::ConnectorCapabilities;
using identity::connected_system::ConnectorDefinition;
using identity::connected_system::SettingDefinition;

namespace {

/// Connectors are part of the program and have no time of creation: the interface's zero.
constexpr base::Timestamp kBuiltIn{0};

Json settingOf(const SettingDefinition& setting) {
    return Json::object()
        .set("id", setting.id)
        .set("name", setting.name)
        .set("description", orNull(setting.description))
        .set("category", setting.category)
        .set("type", setting.type)
        .set("defaultCheckboxValue", setting.defaultCheckbox)
        .set("defaultStringValue", setting.defaultText)
        .set("defaultIntValue", setting.defaultInteger)
        .set("dropDownValues", setting.choices.empty() ? Json{} : Json{setting.choices})
        .set("required", setting.required)
        .set("requiredGroup", orNull(setting.requiredGroup))
        .set("requiredGroupCardinality", setting.requiredGroupCardinality)
        .set("requiredWhenSetting", nullptr)
        .set("requiredWhenValue", nullptr);
}

void setCapabilities(Json& out, const ConnectorCapabilities& can) {
    out.set("supportsFullImport", can.fullImport)
        .set("supportsDeltaImport", can.deltaImport)
        .set("supportsExport", can.exporting)
        .set("supportsPartitions", can.partitions)
        .set("supportsPartitionContainers", can.partitionContainers)
        .set("supportsSecondaryExternalId", can.secondaryExternalId)
        .set("supportsUserSelectedExternalId", can.userSelectedExternalId)
        .set("supportsUserSelectedAttributeTypes", can.userSelectedAttributeTypes)
        .set("supportsAutoConfirmExport", can.autoConfirmExport)
        .set("supportsParallelExport", can.parallelExport)
        .set("supportsPaging", can.paging)
        .set("supportsFilePaths", can.filePaths)
        .set("supportsPasswordSet", can.passwordSet)
        .set("supportsPasswordPolicyDiscovery", can.passwordPolicyDiscovery)
        .set("schemaStandard", "NotSet");
}

}  // namespace

Json headerOf(const ConnectorDefinition& definition, bool inUse) {
    return Json::object()
        .set("id", definition.id)
        .set("name", definition.name)
        .set("description", orNull(definition.description))
        .set("builtIn", true)
        .set("created", kBuiltIn)
        .set("lastUpdated", nullptr)
        .set("files", 0)
        .set("versions", orNull(definition.version))
        .set("inUse", inUse);
}

Json detailOf(const ConnectorDefinition& definition) {
    Json::Array settings;
    for (const auto& setting : definition.settings) settings.push_back(settingOf(setting));
    Json out = Json::object();
    out.set("id", definition.id)
        .set("name", definition.name)
        .set("description", orNull(definition.description))
        .set("url", orNull(definition.url))
        .set("builtIn", true)
        .set("created", kBuiltIn)
        .set("createdByName", nullptr)
        .set("lastUpdated", nullptr)
        .set("lastUpdatedByName", nullptr)
        .set("settings", std::move(settings))
        .set("files", Json::array());
    setCapabilities(out, definition.capabilities);
    return out;
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ConnectorDefinitionHeader",
         "id:int, name, description?, builtIn:bool, created:ts, lastUpdated:ts?, files:int, "
         "versions?, inUse:bool"},
        {"ConnectorDefinition",
         "id:int, name, description?, url?, builtIn:bool, created:ts, createdByName?, "
         "lastUpdated:ts?, lastUpdatedByName?, settings:ConnectorSetting[], "
         "files:ConnectorFile[], supportsFullImport:bool, supportsDeltaImport:bool, "
         "supportsExport:bool, supportsPartitions:bool, supportsPartitionContainers:bool, "
         "supportsSecondaryExternalId:bool, supportsUserSelectedExternalId:bool, "
         "supportsUserSelectedAttributeTypes:bool, supportsAutoConfirmExport:bool, "
         "supportsParallelExport:bool, supportsPaging:bool, supportsFilePaths:bool, "
         "supportsPasswordSet:bool, supportsPasswordPolicyDiscovery:bool, "
         "schemaStandard:E:AttributeStandard"},
        {"ConnectorSetting",
         "id:int, name?, description?, category:E:ConnectedSystemSettingCategory, "
         "type:E:ConnectedSystemSettingType, defaultCheckboxValue:bool?, defaultStringValue?, "
         "defaultIntValue:int?, dropDownValues:string[]?, required:bool, requiredGroup?, "
         "requiredGroupCardinality:E:ConnectorSettingRequiredGroupCardinality, "
         "requiredWhenSetting?, requiredWhenValue?"},
        {"ConnectorFile", "id:int, filename, version, fileSizeBytes:int"},
    };
    return kSchemas;
}

}  // namespace jim::api::connector_definition
