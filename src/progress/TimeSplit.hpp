#pragma once

#include "progress/Counts.hpp"

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace jim::progress {

/// By TimeShare.
using TimeShares = std::array<std::chrono::microseconds, kTimeShares>;

/// Where a run's time goes. Waits are measured where they are long: calls of a connector, batches
/// of the database. What a phase takes beside them is added to what that phase is declared to work
/// on; when the phase has measured that itself, the rest is the run's own work (rules). Before the
/// first phase it is idle. So all of a run's time is accounted for, and the clock is read for
/// phases and batches, never for objects. Pure: time comes with each call.
class TimeSplit {
public:
    /// A top-level phase begins; `measured` are all measured times so far.
    void enter(std::string_view phaseKey, std::chrono::microseconds now,
               const TimeShares& measured);

    /// All of it, until now.
    [[nodiscard]] TimeShares until(std::chrono::microseconds now, const TimeShares& measured) const;

private:
    void addRest(TimeShares& rest, std::chrono::microseconds now, const TimeShares& measured) const;

    std::string phase_;
    std::chrono::microseconds entered_{0};
    TimeShares measured_{};  ///< When the phase was entered.
    TimeShares rest_{};      ///< Of the phases before it.
};

}  // namespace jim::progress
