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

/// Live progress never decides whether the service is ready. Why its store is away, and how that is
/// set up, is told to those who may read.
Json progressStoreOf(const Call& call) {
    const auto store = call.context().progress.status();
    const bool told = call.principal().level() >= Level::Reader;
    Json::Array warnings;
    if (told)
        for (const auto& warning : store.warnings) warnings.emplace_back(warning);
    return Json::object()
        .set("store", store.name)
        .set("state", store.state)
        .set("reason", told && !store.reason.empty() ? Json{store.reason} : Json{})
        .set("warnings", std::move(warnings))
        .set("writes", static_cast<std::int64_t>(store.writes))
        .set("refused", static_cast<std::int64_t>(store.refused))
        .set("writeErrors", static_cast<std::int64_t>(store.writeErrors))
        .set("readErrors", static_cast<std::int64_t>(store.readErrors))
        .set("malformed", static_cast<std::int64_t>(store.malformed))
        .set("messages", static_cast<std::int64_t>(store.messages))
        .set("connections", static_cast<std::int64_t>(store.connections));
}

/// Ready means that the database answers and has our shape, and nobody has said that the service
/// is maintained.
base::Result<bool> isMaintained(Call& call) {
    JIM_TRY(call.context().sessions.check());
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
        .summary =
            "Says whether the service can do its work: 503 while its database is away or of "
            "another version. `degraded` while the store of live progress is away, which costs "
            "the live picture only; how it does is told beside it.",
        .successes = {{200, "Readiness"}},
        .run = [](Call& call) -> base::Result<Reply> {
            const auto maintained = isMaintained(call);
            if (!maintained)
                return notReady(call, "error", toErrorBody(maintained.error()).message);
            if (*maintained) return notReady(call, "maintenance_mode", {});
            const bool whole = call.context().progress.status().state == "up";
            return ok(Json::object()
                          .set("status", whole ? "ready" : "degraded")
                          .set("timestamp", call.now())
                          .set("progress", progressStoreOf(call)));
        },
    };
}

}  // namespace jim::api::health
