#include "api/health/Operations.hpp"

namespace jim::api::health {

using namespace operation;

namespace {

Reply notReady(const Call& call, std::string_view reason, const Json& error) {
    const Json body = Json::object()
                          .set("status", "not_ready")
                          .set("reason", reason)
                          .set("error", error)
                          .set("timestamp", call.now());
    Reply reply = document(body.serialised(), 503);
    reply.headers.push_back({"Retry-After", "5"});
    return reply;
}

/// Ready means that the database answers, and nobody has said that the service is maintained.
base::Result<bool> isMaintained(Call& call) {
    JIM_ASSIGN(const auto session, call.context().sessions.open());
    JIM_ASSIGN(const auto settings, session->serviceSettings().overridden());
    const auto at = settings.find("Maintenance.IsEnabled");
    return at != settings.end() && at->second == "true";
}

}  // namespace

Route getReadiness() {
    return {
        .method = Method::Get,
        .path = "/health/ready",
        .access = Level::Anonymous,
        .summary = "Says whether the service can do its work: 503 while its database is away.",
        .successes = {{200, "Health"}},
        .run = [](Call& call) -> base::Result<Reply> {
            const auto maintained = isMaintained(call);
            if (!maintained)
                return notReady(call, "error", toErrorBody(maintained.error()).message);
            if (*maintained) return notReady(call, "maintenance_mode", {});
            return ok(Json::object().set("status", "ready").set("timestamp", call.now()));
        },
    };
}

}  // namespace jim::api::health
