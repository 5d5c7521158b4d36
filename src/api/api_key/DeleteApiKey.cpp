#include "api/api_key/Documents.hpp"
#include "api/api_key/Operations.hpp"
#include "api/operation/Audit.hpp"

namespace jim::api::api_key {

using namespace operation;

namespace {

base::Result<Reply> runDeleteApiKey(Call& call) {
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto key, find(call, call.guid("id")));
        JIM_TRY(keepAnAdministrator(call, key.id, nullptr));
        JIM_TRY(call.session().apiKeys().remove(key.id));
        JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::ApiKey,
                                    .operation = runs::activity::TargetOperation::Delete,
                                    .name = key.name,
                                    .reason = reason}));
        return {};
    }));
    call.gate().forgetKeys();
    return noContent();
}

}  // namespace

Route deleteApiKey() {
    return {
        .method = Method::Delete,
        .path = "/apikeys/{id:guid}",
        .access = Level::Administrator,
        .summary = "Revokes an API key for good.",
        .query = "changeReason?",
        .successes = {{204}},
        .run = runDeleteApiKey,
    };
}

}  // namespace jim::api::api_key
