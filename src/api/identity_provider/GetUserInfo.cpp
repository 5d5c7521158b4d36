#include "api/identity_provider/Operations.hpp"

namespace jim::api::identity_provider {

using namespace operation;

namespace {

base::Result<Reply> runGetUserInfo(Call& call) {
    const auto& principal = call.principal();
    Json roles = Json::array();
    roles.append("User");
    for (const auto role : principal.roles) roles.append(role);
    return ok(Json::object()
                  .set("authorised", false)
                  .set("isAdministrator", principal.level() == Level::Administrator)
                  .set("name", principal.name)
                  .set("authMethod", "api_key")
                  .set("metaverseObjectId", nullptr)
                  .set("roles", std::move(roles))
                  .set("message", "API keys are not tied to a metaverse object."));
}

}  // namespace

Route getUserInfo() {
    return {
        .method = Method::Get,
        .path = "/userinfo",
        .access = Level::User,
        .summary = "Says who is asking, and with which roles.",
        .successes = {{200, "UserInfo"}},
        .run = runGetUserInfo,
    };
}

}  // namespace jim::api::identity_provider
