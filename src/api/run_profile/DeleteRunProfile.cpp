#include "api/run_profile/Documents.hpp"
#include "api/run_profile/Operations.hpp"

namespace jim::api::run_profile {

using namespace operation;

namespace {

base::Result<Reply> runDeleteRunProfile(Call& call) {
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto system, connected_system::find(call));
        JIM_ASSIGN(const auto profile, find(call, system));
        JIM_TRY(connected_system::requireIdle(call, system, "deleting a run profile"));
        JIM_TRY(call.session().runProfiles().remove(profile.id));
        return record(call, system, profile, runs::activity::TargetOperation::Delete);
    }));
    return noContent();
}

}  // namespace

Route deleteRunProfile() {
    return {
        .method = Method::Delete,
        .path = "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}",
        .access = Level::Administrator,
        .summary = "Deletes a run profile; what it ran stays in the history.",
        .query = "changeReason?",
        .successes = {{204}},
        .run = runDeleteRunProfile,
    };
}

}  // namespace jim::api::run_profile
