#include "api/health/Operations.hpp"

namespace jim::api::health {

using namespace operation;

namespace {

Reply notReady(const Call& call, std::string_view error) {
    const Json body = Json::object()
                          .set("status", "not_ready")
                          .set("reason", "error")
                          .set("error", error)
                          .set("timestamp", call.now());
    Reply reply = document(body.serialised(), 503);
    reply.headers.push_back({"Retry-After", "5"});
    return reply;
}

/// Ready means that the database answers.
base::Status probe(Call& call) {
    JIM_ASSIGN(const auto session, call.context().sessions.open());
    JIM_TRY(session->serviceSettings().overridden());
    return {};
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
            if (const auto status = probe(call); !status)
                return notReady(call, toErrorBody(status.error()).message);
            return ok(Json::object().set("status", "ready").set("timestamp", call.now()));
        },
    };
}

}  // namespace jim::api::health
