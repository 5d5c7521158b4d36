#pragma once

#include "identity/connected_system/Setting.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace jim::identity::connected_system {

/// What a connector can do; the API shows it and run profiles are checked against it.
struct ConnectorCapabilities {
    bool fullImport = false;
    bool deltaImport = false;
    bool exporting = false;
    bool partitions = false;
    bool partitionContainers = false;
    bool secondaryExternalId = false;
    bool userSelectedExternalId = false;
    bool userSelectedAttributeTypes = false;
    bool autoConfirmExport = false;
    bool parallelExport = false;
    bool paging = false;
    bool filePaths = false;
    bool passwordSet = false;
    bool passwordPolicyDiscovery = false;
};

/// A kind of connector, as values: what it is called, can do and asks for.
struct ConnectorDefinition {
    std::int32_t id = 0;
    std::string name;
    std::string description;
    std::string url;
    std::string version;
    ConnectorCapabilities capabilities;
    std::vector<SettingDefinition> settings;
};

}  // namespace jim::identity::connected_system
