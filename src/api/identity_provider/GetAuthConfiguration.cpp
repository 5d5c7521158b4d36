#include "api/identity_provider/Operations.hpp"

namespace jim::api::identity_provider {

using namespace operation;

Route getAuthConfiguration() {
    return {
        .method = Method::Get,
        .path = "/auth/config",
        .access = Level::Anonymous,
        .summary = "Says where people sign in: 503 while single sign-on is not configured.",
        .successes = {{200, "AuthConfiguration"}},
        .run = [](Call& call) -> base::Result<Reply> {
            const Json body = Json::object()
                                  .set("error", "sso_not_configured")
                                  .set("message", "Single sign-on is not configured; use API keys.")
                                  .set("timestamp", call.now());
            return document(body.serialised(), 503);
        },
    };
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"UserInfo",
         "authorised:bool, isAdministrator:bool, name?, authMethod, metaverseObjectId:guid?, "
         "roles:string[], message?"},
        {"AuthConfiguration",
         "authority, clientId, scopes:string[], responseType, usePkce:bool, codeChallengeMethod"},
    };
    return kSchemas;
}

}  // namespace jim::api::identity_provider
