#pragma once

#include "progress/Phase.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace jim::progress {

struct Overall {
    double fraction = 0;
    std::string_view basis = "declared";
};

/// How much of the whole run is done, by the declared weights of its phases. Never falls, and is 1
/// only when a run has completed.
class Fraction {
public:
    /// It goes on from here: what was shown before stays a lower bound.
    void atLeast(double fraction);

    /// `current` is the innermost active phase, or none.
    Overall update(const std::vector<PhaseRecord>& phases, std::size_t current);

    /// The run has ended. One that was not completed keeps its last.
    Overall end(bool completed);

private:
    Overall shown_;
};

}  // namespace jim::progress
