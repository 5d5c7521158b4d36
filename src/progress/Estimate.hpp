#pragma once

#include "progress/Phase.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace jim::progress {

/// Seconds that remain; without an interval where nothing says how sure it is.
struct EtaRange {
    std::optional<double> p10;
    double p50 = 0;
    std::optional<double> p90;
    bool operator==(const EtaRange&) const = default;
};

/// When it will be done, or why that cannot be said.
struct Eta {
    std::optional<EtaRange> phase;
    std::optional<EtaRange> run;
    std::string_view confidence;  ///< Empty: none.
    std::string_view basis;       ///< Empty: none.
    /// Why one of them is absent: `queued`, `warming_up`, `unknown_total`, `finishing`, `stalled`.
    /// Why it rises by more than a fifth: `total_changed`, `phase_changed`, `stalled`, `slower`.
    std::string_view reason;
};

/// While it waits for a worker, and when it has ended.
[[nodiscard]] Eta estimateOfQueued();
[[nodiscard]] Eta estimateOfEnded();

/// Processed in per cent of the total, truncated to one decimal, never above 100; nothing when the
/// total is no measure.
[[nodiscard]] std::optional<double> percentOf(std::int64_t processed, const Total& total);

/// The total as it can be shown beside what was processed: one that was passed is a lower bound.
[[nodiscard]] Total shownTotal(std::int64_t processed, Total total);

}  // namespace jim::progress
