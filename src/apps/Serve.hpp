#pragma once

#include "apps/Roles.hpp"
#include "foundation/config/Settings.hpp"

namespace jim::apps {

/// Runs the service, or those of its roles that are asked for, in this process until SIGINT,
/// SIGTERM or SIGHUP. Prints one line when it is ready. Returns the exit status: 0 after a clean
/// end, 1 when it could not start, with one line that says why.
[[nodiscard]] int serve(const config::Settings& settings, Roles roles);

}  // namespace jim::apps
