#include "api/run_profile/Documents.hpp"

#include "api/operation/Audit.hpp"
#include "api/operation/Route.hpp"
#include "api/run_profile/Operations.hpp"
#include "foundation/base/EnumText.hpp"
#include "runs/executor/QueuedRunControl.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::run_profile {

using namespace operation;
using connected_system::ConnectedSystem;
using runs::run_profile::RunType;

Json documentOf(const RunProfile& profile) {
    return Json::object()
        .set("id", profile.id)
        .set("name", profile.name)
        .set("connectedSystemId", profile.systemId)
        .set("runType", profile.runType)
        .set("pageSize", profile.pageSize)
        .set("partitionName", nullptr)
        .set("targetsDeselectedPartition", false)
        .set("filePath", orNull(profile.filePath))
        .set("verifyImportContentHashes", profile.verifyImportContentHashes)
        .set("restartsAfterLostWorker", profile.restarts);
}

base::Result<RunProfile> find(const Call& call, const ConnectedSystem& system) {
    const auto id = call.integer("rp");
    JIM_ASSIGN(auto profile, call.session().runProfiles().find(id));
    if (!profile || profile->systemId != system.id)
        return base::fail(base::notFound("Run profile", std::to_string(id)));
    return std::move(*profile);
}

void readCommon(Reader& body, RunProfile& profile) {
    profile.pageSize = body.integer("pageSize", {1, 10'000}).value_or(profile.pageSize);
    if (body.integer("partitionId")) body.problem("partitionId", "There is no such partition.");
    if (auto path = body.text("filePath", {0, 500})) {
        if (!path->empty() && !path->starts_with('/'))
            body.problem("filePath", "This is an absolute path.");
        profile.filePath = std::move(*path);
    } else if (body.isNull("filePath")) {
        profile.filePath.clear();
    }
    profile.verifyImportContentHashes =
        body.boolean("verifyImportContentHashes").value_or(profile.verifyImportContentHashes);
    if (profile.verifyImportContentHashes && profile.runType != RunType::FullImport)
        body.problem("verifyImportContentHashes", "Only full imports can verify content hashes.");
    profile.restarts =
        body.integer("restartsAfterLostWorker", {0, runs::run_profile::kMostRestarts})
            .value_or(profile.restarts);
}

base::Status record(const Call& call, const ConnectedSystem& system, const RunProfile& profile,
                    runs::activity::TargetOperation operation) {
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::ConnectedSystemRunProfile,
                                .operation = operation,
                                .name = profile.name,
                                .context = system.name,
                                .reason = reason,
                                .systemId = system.id}));
    return {};
}

base::Status save(const Call& call, const ConnectedSystem& system, RunProfile& profile,
                  runs::activity::TargetOperation operation) {
    JIM_ASSIGN(auto* connector, connected_system::connectorOf(call, system));
    JIM_TRY(runs::executor::checkRunType(*connector, profile.runType));
    JIM_ASSIGN(const auto others, call.session().runProfiles().ofSystem(system.id));
    const bool taken = std::ranges::any_of(others, [&](const RunProfile& other) {
        return other.id != profile.id && base::equalsIgnoringCase(other.name, profile.name);
    });
    if (taken)
        return base::fail(base::conflict(
            fmt::format("'{}' has a run profile named '{}' already.", system.name, profile.name)));
    JIM_TRY(call.session().runProfiles().save(profile));
    return record(call, system, profile, operation);
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"RunProfile",
         "id:int, name, connectedSystemId:int, runType:E:ConnectedSystemRunType, pageSize:int, "
         "partitionName?, targetsDeselectedPartition:bool, filePath?, "
         "verifyImportContentHashes:bool, restartsAfterLostWorker:int"},
        {"RunProfileExecutionResponse", "activityId:guid, taskId:guid, message, warnings:string[]"},
    };
    return kSchemas;
}

}  // namespace jim::api::run_profile
