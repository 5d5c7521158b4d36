#pragma once

#include "foundation/base/Timestamp.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace jim::progress {

enum class HealthStatus : std::uint8_t { Healthy, Quiet, Slow, Stalled, WorkerLost };

inline constexpr std::size_t kHealthStatuses = 5;

[[nodiscard]] std::string_view toText(HealthStatus status);

struct HealthReport {
    HealthStatus status = HealthStatus::Healthy;
    std::optional<std::chrono::microseconds> heartbeatAge;
    std::optional<std::chrono::microseconds> lastAdvanceAge;
    std::optional<base::Timestamp> stalledSince;
    std::string_view waitingOn;  ///< Empty: nothing.
};

/// Whether a run moves as it usually does, from when its counters last changed. Knows the usual
/// gap and the usual rate of the phase from what it has seen. Pure: time comes with each call.
///
///     healthy  it moves
///     quiet    nothing moves, for not longer than three usual gaps or 15 s, or all is counted
///     slow     it moves, for a minute now at less than a quarter of its own median rate
///     stalled  nothing moves for longer than that
class Health {
public:
    /// A phase begins: other gaps are usual in it.
    void restart(std::chrono::microseconds now);

    /// Something moved since the last look, at `now`.
    void advanced(std::chrono::microseconds now);

    /// How many the phase has processed, once for each look.
    void counted(std::chrono::microseconds now, std::int64_t processed);

    /// How it stands. `finishing`: the counters have reached their total, so that no more is to be
    /// expected of them.
    [[nodiscard]] HealthStatus status(std::chrono::microseconds now, bool finishing) const;

    [[nodiscard]] std::chrono::microseconds lastAdvance() const { return last_; }

    /// How long without an advance makes it stalled.
    [[nodiscard]] std::chrono::microseconds patience() const;

    /// The gap between two advances that only one in a hundred exceeds.
    [[nodiscard]] std::chrono::microseconds usualGap() const;

private:
    static constexpr std::size_t kBuckets = 32;
    struct Look {
        std::chrono::microseconds at{0};
        std::int64_t processed = 0;
    };

    [[nodiscard]] bool isSlow() const;

    std::chrono::microseconds last_{0};
    std::array<std::uint32_t, kBuckets> gaps_{};  ///< By powers of two of milliseconds.
    std::uint32_t seen_ = 0;
    std::deque<Look> looks_;    ///< Of the last minute, five seconds apart.
    std::vector<float> rates_;  ///< Between looks, objects a second; thinned out when many.
    double median_ = 0;         ///< Of the rates before the last minute.
};

}  // namespace jim::progress
