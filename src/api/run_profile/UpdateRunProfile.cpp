#include "api/run_profile/Documents.hpp"
#include "api/run_profile/Operations.hpp"

namespace jim::api::run_profile {

using namespace operation;

namespace {

base::Result<Reply> runUpdateRunProfile(Call& call) {
    RunProfile profile;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto system, connected_system::find(call));
        JIM_ASSIGN(profile, find(call, system));
        Reader body = Reader::ofBody(call);
        if (body.isGiven("name")) profile.name = body.requiredText("name", {1, 200});
        readCommon(body, profile);
        JIM_TRY(body.finish());
        return save(call, system, profile, runs::activity::TargetOperation::Update);
    }));
    return ok(documentOf(profile));
}

}  // namespace

Route updateRunProfile() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}",
        .access = Level::Administrator,
        .summary = "Changes a run profile; its run type stays.",
        .body =
            "name?, pageSize:int?, partitionId:int?, filePath?, "
            "verifyImportContentHashes:bool?, restartsAfterLostWorker:int?, changeReason?",
        .successes = {{200, "RunProfile"}},
        .run = runUpdateRunProfile,
    };
}

}  // namespace jim::api::run_profile
