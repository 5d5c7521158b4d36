#pragma once

#include "progress/Alert.hpp"
#include "progress/Comparison.hpp"
#include "progress/Counts.hpp"
#include "progress/ErrorLog.hpp"
#include "progress/Estimate.hpp"
#include "progress/Fraction.hpp"
#include "progress/Health.hpp"
#include "progress/PhaseTrack.hpp"
#include "progress/RunIdentity.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

/// What the bar shows: the counting window of the current phase, at the end the run's totals.
struct Window {
    std::int64_t processed = 0;
    Total total;
    std::optional<double> percent;
    std::optional<double> objectsPerSecond;
    std::optional<double> averageObjectsPerSecond;

    /// 0 when it cannot be measured.
    [[nodiscard]] std::int64_t objectsToProcess() const {
        return total.isMeasure() ? total.value : 0;
    }
};

struct ErrorReport {
    ErrorSummary summary;
    double ratio = 0;
    std::optional<double> windowRatio;
    std::optional<double> perMinute;
    std::string_view trend = "steady";
    double limit = 0;               ///< The ratio that is not to be exceeded.
    std::string_view against = {};  ///< `ok`, `near`, `exceeded`; empty when not known.
};

struct ReporterReport {
    std::string store;
    double publishHz = 0;
    std::uint64_t coalesced = 0;
    std::uint64_t writeErrors = 0;
};

/// One snapshot, before it becomes a document: the only source of what any surface shows.
struct Snapshot {
    RunIdentity identity;
    std::string epoch;
    std::int64_t revision = 0;
    base::Timestamp asOf;
    bool live = true;  ///< Else it comes from the database.
    RunState state = RunState::Running;
    bool lastKnown = false;  ///< The worker died; these are the last counts it committed.
    std::optional<base::Guid> continuedBy;  ///< Of a dead worker's run: the one started instead.
    std::string message;

    std::vector<PhaseRecord> phases;
    std::size_t current = PhaseTrack::kNone;  ///< The innermost active phase.
    Window window;
    Counts counts;
    std::chrono::microseconds elapsed{0};

    Overall overall;
    Eta eta;
    ErrorReport errors;
    HealthReport health;
    Comparison comparison;
    std::vector<AlertFiring> alerts;  ///< In the order in which they fired.
    std::array<std::chrono::microseconds, kTimeShares> time{};
    ReporterReport reporter;

    /// The active phase's host, or itself; null without one.
    [[nodiscard]] const PhaseRecord* currentPhase() const;
    [[nodiscard]] const PhaseRecord* currentStep() const;
    /// From 1, among top-level phases; 0 without one.
    [[nodiscard]] std::int64_t currentStepNumber() const;
    [[nodiscard]] std::int64_t steps() const;
    /// The display name of the phase, or words for the state. Never empty.
    [[nodiscard]] std::string title() const;
};

/// `Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25`. In a phase that
/// does other work on objects that have been counted, its window goes with its name, so that what
/// stands before the counts is what they are of: `Saving 300/500 | Processed: 1000 | Creates: ...`.
[[nodiscard]] std::string summaryLine(const Snapshot& snapshot);

/// The one sentence every surface prints.
[[nodiscard]] std::string displayLine(const Snapshot& snapshot);

/// The document, schema 1, of at most kMaximumDocument bytes: what does not fit is left out,
/// details first.
[[nodiscard]] std::string encodeSnapshot(const Snapshot& snapshot);

}  // namespace jim::progress
