#pragma once

#include "foundation/base/Result.hpp"
#include "progress/Replay.hpp"
#include "progress/RunHistory.hpp"
#include "progress/Snapshot.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

/// A trace is JSON lines, one point each; empty lines are passed over:
///
///     {"t": 12.25, "phase": "import.fetch", "processed": 1500, "total": 20000}
///
/// `t` are seconds from any beginning, `phase` is null before the first, `total` null or missing
/// when it is not known. InvalidInput names the first line that is wrong, from 1, and what is wrong
/// with it.
[[nodiscard]] base::Result<std::vector<TracePoint>> parseTrace(std::string_view text);

/// The line of a point, without a line break.
[[nodiscard]] std::string traceLine(const TracePoint& point);

/// Earlier runs, of which the last kComparableRuns are taken:
///
///     [{"objects": 20000, "phases": {"import.fetch": 3.5, "import.save": 11}}]
///
/// Phases are seconds, in their order. `"processed": {"import.fetch": 20000}` may say beside them
/// how many each phase counted. InvalidInput says which run is wrong, from 1.
[[nodiscard]] base::Result<std::vector<PastRun>> parseHistory(std::string_view text);

/// What was estimated at a point of a trace, without a line break:
///
///     {"t": 12.25, "phase": {"p10": 1, "p50": 2, "p90": 3}, "run": null, "fraction": 0.4,
///      "health": "healthy", "reason": null}
[[nodiscard]] std::string estimateLine(const TracePoint& point, const Snapshot& snapshot);

}  // namespace jim::progress
