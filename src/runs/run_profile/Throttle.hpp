#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace jim::runs::run_profile {

/// Keeps a run to so many objects a second, to spare the systems that it reads and writes, and the
/// database. Used by the run's own thread only.
class Throttle {
public:
    /// `perSecond` 0: as fast as it goes. The clock must outlive it.
    Throttle(std::int64_t perSecond, const base::Clock& clock);

    /// How many objects to take at a time: `most`, or what a quarter of a second allows, so that
    /// a run that is kept slow moves steadily and hears soon that it shall stop.
    [[nodiscard]] std::size_t batch(std::size_t most) const;

    /// Objects are done that were begun after the last ones: how long nothing may be done now.
    /// Less than a few milliseconds are left to the next ones.
    [[nodiscard]] std::chrono::microseconds restAfter(std::int64_t objects);

    /// The same, and takes that rest, unless it is asked to stop. How long it was.
    std::chrono::microseconds keep(std::int64_t objects, const base::StopToken& stop);

private:
    std::int64_t perSecond_;
    const base::Clock& clock_;
    std::chrono::microseconds due_{};  ///< When what was done until now was due.
};

}  // namespace jim::runs::run_profile
