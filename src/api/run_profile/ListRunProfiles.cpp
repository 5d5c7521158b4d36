#include "api/run_profile/Documents.hpp"
#include "api/run_profile/Operations.hpp"

namespace jim::api::run_profile {

using namespace operation;

namespace {

base::Result<Reply> runListRunProfiles(Call& call) {
    JIM_ASSIGN(const auto system, connected_system::find(call));
    JIM_ASSIGN(const auto profiles, call.session().runProfiles().ofSystem(system.id));
    Json::Array items;
    for (const auto& profile : profiles) items.push_back(documentOf(profile));
    return ok(std::move(items));
}

}  // namespace

Route listRunProfiles() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/run-profiles",
        .access = Level::Reader,
        .summary = "Lists the run profiles of a system, by name.",
        .successes = {{200, "RunProfile[]"}},
        .run = runListRunProfiles,
    };
}

}  // namespace jim::api::run_profile
