#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

namespace jim::progress {

/// When a publisher looks at its runs. Each round looks at all of them, and writes what is due
/// together, so that many runs whose turns come one after another do not make a round each. What is
/// urgent does not wait for it. One thread at a time.
class Rounds {
public:
    using Moment = std::chrono::microseconds;  ///< Steady.

    /// At so many snapshots of each run a second. Rounds begin a twelfth of the time between two of
    /// them after one another, or later, but none waits longer than 20 ms.
    explicit Rounds(double publishHz)
        : apart_(static_cast<std::int64_t>(std::min(20'000.0, 1e6 / (12 * publishHz)))) {}

    /// A round that began then is over; when the first run is due, if any is.
    void done(Moment began, std::optional<Moment> nextDue) {
        began_ = began;
        nextDue_ = nextDue;
    }

    /// How long to wait for the next one; nothing: until something is urgent.
    [[nodiscard]] std::optional<Moment> wait(Moment now) const {
        if (!nextDue_) return std::nullopt;
        return std::max(std::max(*nextDue_, began_ + apart_) - now, Moment{0});
    }

private:
    const Moment apart_;
    Moment began_{0};
    std::optional<Moment> nextDue_;
};

}  // namespace jim::progress
