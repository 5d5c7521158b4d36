#pragma once

#include "progress/Expectation.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace jim::progress {

/// How fast a pass of a phase has gone since it began, and how sure it is that the rest goes the
/// same way. Unlike Rate, which shows how fast it goes now, it has the memory to speak of the rest:
/// all of the pass, the younger half counting more. Pure: time in seconds comes with each call,
/// without the time of stalls.
class Pace {
public:
    void restart(double now, std::int64_t processed);
    void record(double now, std::int64_t processed);

    /// Objects per second over the rest, and how well that is known.
    struct Rest {
        double perSecond = 0;
        double error = 0;   ///< Of what was seen, a standard deviation of the logarithm.
        double chance = 0;  ///< The same of what is to come, however well the pace is known.
    };

    /// Of a pass of which the share `done` is done. Nothing before three samples that moved, three
    /// seconds and one per cent.
    [[nodiscard]] std::optional<Rest> rest(double done) const;

    /// Seconds for `objects` more at the pace of `rest`, going on to change as it has changed.
    [[nodiscard]] double secondsFor(double objects, double perSecond) const;

    /// By how much the logarithm of the pace rises in a second, as far as that is no chance.
    [[nodiscard]] double trend() const;

    /// By how much else it seems to rise or fall in a second, which may be chance.
    [[nodiscard]] double doubt() const;

private:
    struct Mark {
        double at = 0;
        double processed = 0;
    };

    struct Slope {
        double seen = 0;
        double believed = 0;
    };

    [[nodiscard]] std::size_t sinceChange() const;
    [[nodiscard]] Slope slope() const;

    std::vector<Mark> marks_;  ///< At equal distances, at most kMarks; the last one moves.
    double step_ = 0;
    int moved_ = 0;
    std::int64_t processed_ = 0;
};

}  // namespace jim::progress
