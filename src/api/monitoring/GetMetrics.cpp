#include "api/monitoring/Operations.hpp"
#include "foundation/metrics/Exposition.hpp"

namespace jim::api::monitoring {

using namespace operation;

namespace {

base::Result<Reply> runGetMetrics(Call& call) {
    const auto* registry = call.context().metrics;
    if (registry == nullptr)
        return errorReply({404, "NOT_FOUND", "Nothing is measured."}, call.now());
    const auto format = metrics::formatFor(call.request().header("Accept"));
    return Reply{200,
                 std::string{metrics::contentType(format)},
                 metrics::expose(registry->scrape(), format),
                 {}};
}

}  // namespace

Route getMetrics() {
    return {
        .method = Method::Get,
        .path = "/metrics",
        .access = Level::Reader,
        .summary =
            "Reads what this process counts and measures, in the form of Prometheus or "
            "OpenMetrics.",
        .successes = {{200, "text"}},
        .run = runGetMetrics,
    };
}

}  // namespace jim::api::monitoring
