#pragma once

#include "foundation/base/Result.hpp"
#include "progress/Counts.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

/// How many earlier runs are looked at.
inline constexpr std::size_t kComparableRuns = 20;

/// A top-level phase that an earlier run went through.
struct PastPhase {
    std::string key;
    std::chrono::microseconds duration{0};  ///< While it was active.
    std::int64_t processed = 0;             ///< In all passes; 0 also when it is not known.
    bool operator==(const PastPhase&) const = default;
};

/// An earlier run, as far as estimates and comparison need it.
struct PastRun {
    std::int64_t objects = 0;  ///< All that were processed.
    Tally counts;
    std::vector<PastPhase> phases;  ///< In their order, without those that were skipped.
    bool operator==(const PastRun&) const = default;
};

/// What is kept for good of earlier runs. One session is used by one thread.
class RunHistory {
public:
    virtual ~RunHistory() = default;

    /// The last `limit` runs of the run profile that were of this type (`FullImport`) and did what
    /// they were for, newest first. Failed and cancelled ones say nothing about how long a whole
    /// run takes.
    [[nodiscard]] virtual base::Result<std::vector<PastRun>> comparable(std::int32_t runProfileId,
                                                                        std::string_view runType,
                                                                        std::size_t limit) = 0;
};

}  // namespace jim::progress
