#pragma once

#include "foundation/log/Log.hpp"
#include "foundation/metrics/Registry.hpp"
#include "progress/Publisher.hpp"

namespace jim::apps {

/// One line in the log and one count for each change of a run's health; a line that is of no
/// concern is for those who look closely. Thread-safe.
void reportHealth(const progress::HealthTransition& transition, log::Log& log,
                  metrics::Registry& metrics);

}  // namespace jim::apps
