#pragma once

#include "apps/cli/Snapshot.hpp"

#include <string>
#include <vector>

namespace jim::apps::cli {

/// How a run went, in a few lines: status and duration, counts, the reason of a failure, and the
/// command that shows the errors. Without control characters.
[[nodiscard]] std::vector<std::string> outcomeText(const Outcome& outcome, const RunCounts& counts);

}  // namespace jim::apps::cli
