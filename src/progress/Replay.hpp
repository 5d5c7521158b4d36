#pragma once

#include "progress/RunHistory.hpp"
#include "progress/Snapshot.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jim::progress {

/// How a run stood at one moment, as a trace keeps it.
struct TracePoint {
    std::chrono::microseconds at{0};  ///< Since the run began. One that goes back stands still.
    std::string phase;                ///< Of the top level; empty before the first.
    std::int64_t processed = 0;       ///< In the current pass.
    std::optional<std::int64_t> total;
};

/// Replays a run: for each point the snapshot that the publisher would have made then, by the same
/// code. No clock, no input or output. Phases are declared as the catalogue does for the kind of
/// run that the keys belong to, and in the order of the history; others come as they are met.
[[nodiscard]] std::vector<Snapshot> estimate(std::span<const TracePoint> trace,
                                             const std::vector<PastRun>& history);

}  // namespace jim::progress
