#pragma once

#include <string>

namespace jim::metrics {

/// docs/reference/metrics.md.
[[nodiscard]] std::string metricsMarkdown();

}  // namespace jim::metrics
