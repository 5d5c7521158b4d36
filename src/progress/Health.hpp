#pragma once

#include "foundation/base/Timestamp.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace jim::progress {

enum class HealthStatus : std::uint8_t { Healthy, Quiet, Slow, Stalled, WorkerLost };

[[nodiscard]] std::string_view toText(HealthStatus status);

struct HealthReport {
    HealthStatus status = HealthStatus::Healthy;
    std::optional<std::chrono::microseconds> heartbeatAge;
    std::optional<std::chrono::microseconds> lastAdvanceAge;
    std::optional<base::Timestamp> stalledSince;
    std::string_view waitingOn;  ///< Empty: nothing.
};

/// Whether a run moves as it usually does, from when its counters last changed. Knows the usual
/// gap of the phase from the gaps it has seen. Pure: time comes with each call.
class Health {
public:
    /// A phase begins: other gaps are usual in it.
    void restart(std::chrono::microseconds now);

    /// Something moved since the last look, at `now`.
    void advanced(std::chrono::microseconds now);

    /// How it stands. `finishing`: the counters have reached their total, so that no more is to be
    /// expected of them.
    [[nodiscard]] HealthStatus status(std::chrono::microseconds now, bool finishing) const;

    [[nodiscard]] std::chrono::microseconds lastAdvance() const { return last_; }

    /// How long without an advance makes it stalled.
    [[nodiscard]] std::chrono::microseconds patience() const;

private:
    static constexpr std::size_t kBuckets = 32;

    [[nodiscard]] std::chrono::microseconds usualGap() const;

    std::chrono::microseconds last_{0};
    std::array<std::uint32_t, kBuckets> gaps_{};  ///< By powers of two of milliseconds.
    std::uint32_t seen_ = 0;
};

}  // namespace jim::progress
