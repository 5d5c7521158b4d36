#include "api/health/Operations.hpp"

namespace jim::api::health {

using namespace operation;

Route getLiveness() {
    return {
        .method = Method::Get,
        .path = "/health/live",
        .access = Level::Anonymous,
        .summary = "Says that the process lives.",
        .successes = {{200, "Health"}},
        .run = [](Call& call) -> base::Result<Reply> {
            return ok(Json::object().set("status", "alive").set("timestamp", call.now()));
        },
    };
}

}  // namespace jim::api::health
