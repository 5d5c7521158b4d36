#pragma once

#include "apps/cli/CommandLine.hpp"

namespace jim::apps {

/// `jim estimate`: replays a trace, and prints for each of its points what the publisher would have
/// estimated. A file that cannot be read or is no trace is Trouble, with its line.
[[nodiscard]] cli::ExitStatus estimate(const cli::EstimateOptions& options, cli::Console& console);

}  // namespace jim::apps
