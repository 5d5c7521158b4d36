#include "api/connected_system/Lookup.hpp"
#include "api/connected_system/Operations.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

base::Result<Reply> runGetCapabilities(Call& call) {
    JIM_ASSIGN(const auto system, find(call));
    JIM_ASSIGN(const auto* connector, connectorOf(call, system));
    const auto& can = connector->definition().capabilities;
    const std::pair<std::string_view, bool> rows[] = {
        {"Full Import", can.fullImport},
        {"Delta Import", can.deltaImport},
        {"Export", can.exporting},
        {"Partitions", can.partitions},
        {"Partition Containers", can.partitionContainers},
        {"Secondary External Id", can.secondaryExternalId},
        {"User Selected External Id", can.userSelectedExternalId},
        {"User Selected Attribute Types", can.userSelectedAttributeTypes},
        {"Auto Confirm Export", can.autoConfirmExport},
        {"Parallel Export", can.parallelExport},
        {"Paging", can.paging},
        {"File Paths", can.filePaths},
        {"Password Set", can.passwordSet},
        {"Password Policy Discovery", can.passwordPolicyDiscovery},
    };
    Json::Array items;
    for (const auto& [name, able] : rows)
        items.push_back(Json::object().set("name", name).set("value", able ? "True" : "False"));
    return ok(std::move(items));
}

}  // namespace

Route getCapabilities() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/capabilities",
        .access = Level::Reader,
        .summary = "Lists what the connector of a system can do.",
        .successes = {{200, "Capability[]"}},
        .run = runGetCapabilities,
    };
}

}  // namespace jim::api::connected_system
