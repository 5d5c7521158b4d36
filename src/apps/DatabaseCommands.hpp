#pragma once

#include "apps/cli/CommandLine.hpp"

namespace jim::apps {

/// `jim database ...`: works on a database itself, without the service.
[[nodiscard]] cli::ExitStatus manageDatabase(const cli::DatabaseOptions& options,
                                             const config::Settings& settings,
                                             cli::Console& console);

}  // namespace jim::apps
