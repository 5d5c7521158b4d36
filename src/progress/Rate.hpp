#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace jim::progress {

/// Objects per second of one phase, as a double exponentially weighted average with a time
/// constant of 15 s, corrected for its start and decaying while nothing moves. Pure: time comes
/// with each call and never goes back.
class Rate {
public:
    /// A new phase, or a further pass of one, begins.
    void restart(std::chrono::microseconds now, std::int64_t processed);

    /// What was processed until `now`.
    void record(std::chrono::microseconds now, std::int64_t processed);

    /// Nothing before three samples that moved, three seconds and one per cent of `total` (where
    /// that is known, else 0): it would be a guess.
    [[nodiscard]] std::optional<double> perSecond(std::chrono::microseconds now,
                                                  std::int64_t total) const;

private:
    std::chrono::microseconds start_{0};
    std::chrono::microseconds last_{0};
    std::int64_t first_ = 0;
    std::int64_t processed_ = 0;
    int moved_ = 0;
    double once_ = 0;
    double twice_ = 0;
};

}  // namespace jim::progress
