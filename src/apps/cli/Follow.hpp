#pragma once

#include "apps/cli/ApiClient.hpp"
#include "apps/cli/Console.hpp"
#include "apps/cli/ExitStatus.hpp"
#include "apps/cli/FollowDisplay.hpp"
#include "foundation/base/Clock.hpp"

#include <string>

namespace jim::apps::cli {

/// Follows a run until it ends and says how it went, a trace alone excepted. A run that was started
/// again after a lost worker is followed under its next activity (a trace is not). Ctrl+C, SIGTERM
/// and SIGHUP end the following, never the run, and say how to take it up again. Blocks. The error
/// is why following had to be given up.
[[nodiscard]] base::Result<ExitStatus> follow(ApiClient& client, const std::string& first,
                                              Console& console, FollowForm form,
                                              const base::Clock& clock);

}  // namespace jim::apps::cli
