#pragma once

#include "progress/Counts.hpp"
#include "progress/RunHistory.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace jim::progress {

/// How a run's counts stand to those of the whole runs before it: 1 is as many as usual (the
/// median, and at least one). Nothing without earlier runs.
struct Comparison {
    std::size_t runsUsed = 0;
    std::optional<double> deletes;
    std::optional<double> failures;
};

class UsualCounts {
public:
    explicit UsualCounts(const std::vector<PastRun>& history);

    [[nodiscard]] Comparison compare(const Tally& counts) const;

private:
    std::size_t runs_ = 0;
    Tally usual_;
};

/// `deletes already 40 times the usual`, of what is worth a remark: at least three times as many,
/// at least ten, known from at least three runs. Deletes come first, then failures. Else empty.
[[nodiscard]] std::string remarkOn(const Comparison& comparison, const Tally& counts, bool ended);

}  // namespace jim::progress
