#pragma once

#include "progress/Expectation.hpp"
#include "progress/Phase.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace jim::progress {

struct Overall {
    double fraction = 0;
    std::string_view basis = "declared";  ///< `history`, `declared`, `time`.
};

/// How much of the whole run is done, by the weights of its phases: learned from earlier runs, or
/// declared. Never falls, and is 1 only when a run has completed.
class Fraction {
public:
    /// It goes on from here: what was shown before stays a lower bound.
    void atLeast(double fraction);

    /// `current` is the innermost active phase, or none; `objects` those of this run as far as
    /// they are known, else 0.
    Overall update(const std::vector<PhaseRecord>& phases, std::size_t current,
                   const Expectation& expected, double objects = 0);

    /// The run has ended. One that was not completed keeps its last.
    Overall end(bool completed);

private:
    Overall shown_;
};

}  // namespace jim::progress
