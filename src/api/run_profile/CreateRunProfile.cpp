#include "api/run_profile/Documents.hpp"
#include "api/run_profile/Operations.hpp"

#include <fmt/format.h>

namespace jim::api::run_profile {

using namespace operation;
using runs::run_profile::RunType;

namespace {

base::Result<Reply> runCreateRunProfile(Call& call) {
    RunProfile profile;
    Reader body = Reader::ofBody(call);
    profile.name = body.requiredText("name", {1, 200});
    profile.runType = body.requiredNamed("runType", runs::run_profile::parseRunType);
    if (body.isGiven("runType") && profile.runType == RunType::NotSet)
        body.problem("runType", "This is a type of run other than NotSet.");
    readCommon(body, profile);
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto system, connected_system::find(call));
        JIM_TRY(body.finish());
        profile.systemId = system.id;
        return save(call, system, profile, runs::activity::TargetOperation::Create);
    }));
    return created(
        fmt::format("/synchronisation/connected-systems/{}/run-profiles", profile.systemId),
        documentOf(profile));
}

}  // namespace

Route createRunProfile() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/run-profiles",
        .access = Level::Administrator,
        .summary = "Makes a run profile: one kind of run of this system that can be started.",
        .body =
            "name!, runType!:E:ConnectedSystemRunType, pageSize:int=100, partitionId:int?, "
            "filePath?, verifyImportContentHashes:bool=false, "
            "restartsAfterLostWorker:int=0, changeReason?",
        .successes = {{201, "RunProfile"}},
        .run = runCreateRunProfile,
    };
}

}  // namespace jim::api::run_profile
