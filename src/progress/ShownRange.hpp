#pragma once

#include "progress/Estimate.hpp"

#include <optional>

namespace jim::progress {

/// What is shown of an estimate: a clock that runs down, and is set only when it is off by more
/// than five per cent or five seconds; within these it goes up to a quarter faster or slower. It
/// is set upwards by more than a fifth only with a cause; without one it rises gradually. Pure:
/// time in seconds comes with each call.
class ShownRange {
public:
    struct Shown {
        std::optional<EtaRange> range;
        bool behind = false;  ///< It rose, or has to, by more than a fifth.
    };

    /// `sudden`: something happened that explains a jump.
    Shown update(double now, const std::optional<EtaRange>& estimate, bool sudden);

private:
    std::optional<double> middle_;
    double at_ = 0;
};

}  // namespace jim::progress
