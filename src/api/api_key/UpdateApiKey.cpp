#include "api/api_key/Documents.hpp"
#include "api/api_key/Operations.hpp"
#include "api/operation/Audit.hpp"

namespace jim::api::api_key {

using namespace operation;

namespace {

/// Members that are not sent stay as they are.
base::Status change(const Call& call, security::ApiKey& key) {
    Reader body = Reader::ofBody(call);
    if (body.isGiven("name")) key.name = body.requiredText("name", {1, 200});
    if (auto text = body.text("description", {0, 1000})) key.description = std::move(*text);
    if (body.isNull("description")) key.description.clear();
    if (body.isGiven("roleIds")) key.roles = readRoles(body);
    if (const auto expires = body.time("expiresAt")) key.expires = expires;
    if (body.isNull("expiresAt")) key.expires.reset();
    key.enabled = body.boolean("isEnabled").value_or(key.enabled);
    return body.finish();
}

base::Result<Reply> runUpdateApiKey(Call& call) {
    security::ApiKey key;
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(key, find(call, call.guid("id")));
        JIM_TRY(change(call, key));
        JIM_TRY(keepAnAdministrator(call, key.id, &key));
        JIM_TRY(call.session().apiKeys().save(key));
        JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::ApiKey,
                                    .operation = runs::activity::TargetOperation::Update,
                                    .name = key.name,
                                    .reason = reason}));
        return {};
    }));
    call.gate().forgetKeys();
    return ok(documentOf(call, key));
}

}  // namespace

Route updateApiKey() {
    return {
        .method = Method::Put,
        .path = "/apikeys/{id:guid}",
        .access = Level::Administrator,
        .summary = "Changes an API key; what is not sent stays as it is.",
        .body =
            "name?, description?, roleIds:int[]?, expiresAt:ts?, isEnabled:bool?, "
            "changeReason?",
        .successes = {{200, "ApiKey"}},
        .run = runUpdateApiKey,
    };
}

}  // namespace jim::api::api_key
