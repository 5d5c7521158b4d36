#pragma once

#include "foundation/config/Settings.hpp"

namespace jim::apps {

/// `jim serve`: web, worker and scheduler in this process, until SIGINT or SIGTERM. Prints where
/// it listens when it is ready. Returns the exit status: 0 after a clean end, 1 when it could not
/// start, with one line that says why.
[[nodiscard]] int serve(const config::Settings& settings);

}  // namespace jim::apps
