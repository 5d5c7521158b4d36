#include "api/run_profile/Documents.hpp"
#include "api/run_profile/Operations.hpp"

#include <fmt/format.h>

namespace jim::api::run_profile {

using namespace operation;

namespace {

base::Result<Reply> runExecuteRunProfile(Call& call) {
    Reader query = Reader::ofQuery(call);
    const bool allowDeletions = query.boolean("allowDeletions").value_or(false);
    const auto priority = query.named("priority", runs::run_queue::parseTaskPriority)
                              .value_or(runs::run_queue::TaskPriority::Normal);
    JIM_TRY(query.finish());
    JIM_ASSIGN(const auto system, connected_system::find(call));
    JIM_ASSIGN(const auto profile, find(call, system));
    JIM_ASSIGN(const auto started,
               call.context().runs.start(
                   {profile.id, allowDeletions, call.principal().initiator(), priority}));
    return accepted(Json::object()
                        .set("activityId", started.activityId)
                        .set("taskId", started.taskId)
                        .set("message", fmt::format("Run profile '{}' of '{}' was queued.",
                                                    profile.name, system.name))
                        .set("warnings", Json::array()));
}

}  // namespace

Route executeRunProfile() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}/execute",
        .access = Level::Operator,
        .summary = "Queues a run; its progress is that of the activity in the answer.",
        .query = "allowDeletions:bool=false, priority:E:WorkerTaskPriority=Normal",
        .successes = {{202, "RunProfileExecutionResponse"}},
        .run = runExecuteRunProfile,
    };
}

}  // namespace jim::api::run_profile
