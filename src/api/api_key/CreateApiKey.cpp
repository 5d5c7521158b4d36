#include "api/api_key/Documents.hpp"
#include "api/api_key/Operations.hpp"
#include "api/operation/Audit.hpp"

namespace jim::api::api_key {

using namespace operation;

namespace {

base::Result<Reply> runCreateApiKey(Call& call) {
    const base::Secret secret = security::newKey();
    security::ApiKey key;
    Reader body = Reader::ofBody(call);
    key.name = body.requiredText("name", {1, 200});
    key.description = body.text("description", {0, 1000}).value_or("");
    key.roles = readRoles(body);
    key.expires = body.time("expiresAt");
    if (key.expires && *key.expires <= call.now())
        body.problem("expiresAt", "This lies in the past.");
    JIM_TRY(body.finish());
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    key.id = base::newGuid(call.now());
    key.created = call.now();
    key.prefix = security::prefixOf(secret);
    key.hash = security::hashOf(secret);

    JIM_TRY(call.write([&]() -> base::Status {
        JIM_TRY(call.session().apiKeys().save(key));
        JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::ApiKey,
                                    .operation = runs::activity::TargetOperation::Create,
                                    .name = key.name,
                                    .reason = reason}));
        return {};
    }));
    call.gate().forgetKeys();
    return created("/apikeys/" + base::toText(key.id),
                   documentOf(call, key).set("key", secret.reveal()));
}

}  // namespace

Route createApiKey() {
    return {
        .method = Method::Post,
        .path = "/apikeys",
        .access = Level::Administrator,
        .summary = "Makes an API key; its secret is in this answer and never again.",
        .body = "name!, description?, roleIds:int[], expiresAt:ts?, changeReason?",
        .successes = {{201, "CreatedApiKey"}},
        .run = runCreateApiKey,
    };
}

}  // namespace jim::api::api_key
