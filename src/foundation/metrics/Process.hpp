#pragma once

#include "foundation/metrics/Registry.hpp"

namespace jim::metrics {

/// Memory, open files and start of this process, as the system tells. Thread-safe.
void measureProcess(Scrape& scrape);

}  // namespace jim::metrics
