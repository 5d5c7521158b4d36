#include "api/health/Operations.hpp"

namespace jim::api::health {

using namespace operation;

Route getVersion() {
    return {
        .method = Method::Get,
        .path = "/health/version",
        .access = Level::Anonymous,
        .summary = "Names the product and its version.",
        .successes = {{200, "Version"}},
        .run = [](Call& call) -> base::Result<Reply> {
            return ok(Json::object().set("product", "JIM").set("version", call.context().version));
        },
    };
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"Health", "status, timestamp:ts"},
        {"Readiness", "status, timestamp:ts, progress:ProgressStoreHealth"},
        {"ProgressStoreHealth",
         "store, state, reason?, warnings:string[], writes:long, refused:long, writeErrors:long, "
         "readErrors:long, malformed:long, messages:long, connections:long"},
        {"Version", "product, version"},
    };
    return kSchemas;
}

}  // namespace jim::api::health
