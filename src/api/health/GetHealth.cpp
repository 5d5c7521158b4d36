#include "api/health/Operations.hpp"

namespace jim::api::health {

using namespace operation;

Route getHealth() {
    return {
        .method = Method::Get,
        .path = "/health",
        .access = Level::Anonymous,
        .summary = "Says that the service answers.",
        .successes = {{200, "Health"}},
        .run = [](Call& call) -> base::Result<Reply> {
            return ok(Json::object().set("status", "healthy").set("timestamp", call.now()));
        },
    };
}

}  // namespace jim::api::health
