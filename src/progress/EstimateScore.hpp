#pragma once

#include "progress/Estimate.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace jim::progress {

/// What was said of a run when a part of its time had passed, and what was true. In seconds.
struct EstimateScore {
    int percent = 0;                ///< Of the run's duration: 10, 25, 50, 75, 90.
    double actual = 0;              ///< What was left of it.
    std::optional<EtaRange> range;  ///< Nothing: no estimate was shown then.
    bool operator==(const EstimateScore&) const = default;
};

/// Keeps what was shown while a run goes on, so that it can be held against the truth at the end.
/// Bounded: of a long run every other estimate is forgotten, again and again.
class EstimateLog {
public:
    void note(std::chrono::microseconds elapsed, const std::optional<EtaRange>& run);

    /// The run took `duration` from its begin. Nothing for moments before the first estimate.
    [[nodiscard]] std::vector<EstimateScore> scores(std::chrono::microseconds duration) const;

private:
    struct Said {
        double elapsed = 0;
        std::optional<EtaRange> run;
    };

    std::vector<Said> said_;
    double apart_ = 0;
};

}  // namespace jim::progress
