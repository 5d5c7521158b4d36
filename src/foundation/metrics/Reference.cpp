#include "foundation/metrics/Reference.hpp"

#include "foundation/metrics/Registry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jim::metrics {

std::string metricsMarkdown() {
    std::string page = fmt::format(
        "# Metrics\n\n"
        "`GET /metrics` at the root of the server answers in the text form of Prometheus, or in "
        "that\n"
        "of OpenMetrics when the Accept header asks for it. It needs an API key that may read, in\n"
        "`X-API-Key`. With `JIM_METRICS_LISTEN` it is served at an address of its own, without a "
        "key.\n"
        "A scrape costs the database nothing.\n\n"
        "A metric has at most {} series: what comes after that is counted in one whose labels "
        "read\n"
        "`other`. Samples of counters end with `_total`, those of histograms with `_bucket`, "
        "`_sum` and\n"
        "`_count`, in seconds.\n\n"
        "This page is made from `src/foundation/metrics/Declaration.cpp`, and a test holds it to "
        "that.\n\n"
        "| metric | kind | labels | meaning |\n| --- | --- | --- | --- |\n",
        kMostSeries);
    for (const auto* metric : declarations())
        page += fmt::format("| `{}{}` | {} | {} | {} |\n", metric->name,
                            metric->kind == Kind::Counter ? "_total" : "", toText(metric->kind),
                            fmt::join(metric->labels, ", "), metric->meaning);
    return page;
}

}  // namespace jim::metrics
