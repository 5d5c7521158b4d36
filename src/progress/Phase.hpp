#pragma once

#include "foundation/base/Timestamp.hpp"
#include "progress/RunKind.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

enum class PhaseStatus : std::uint8_t { Pending, Active, Completed, Skipped, Failed };
enum class TotalKind : std::uint8_t { Exact, Estimate, LowerBound, Unknown };
enum class TotalSource : std::uint8_t { Counted, Connector, LastRun };

/// `Pending`, `Active` and so on.
[[nodiscard]] std::string_view toText(PhaseStatus status);
/// `exact`, `lower_bound` and so on.
[[nodiscard]] std::string_view toText(TotalKind kind);
/// `counted`, `connector`, `last_run`.
[[nodiscard]] std::string_view toText(TotalSource source);

/// How much a phase has to do.
struct Total {
    std::int64_t value = 0;  ///< Means nothing when unknown.
    TotalKind kind = TotalKind::Unknown;
    TotalSource source = TotalSource::Counted;

    /// Whether a percentage of it can be shown.
    [[nodiscard]] bool isMeasure() const {
        return value > 0 && (kind == TotalKind::Exact || kind == TotalKind::Estimate);
    }
    bool operator==(const Total&) const = default;
};

/// A phase a run may go through. `parentKey` is empty for a top-level one.
struct PhaseDeclaration {
    std::string key;
    std::string name;
    std::string parentKey;
};

/// A phase of a run as it stands, or as it is kept for good.
struct PhaseRecord {
    std::string key;
    std::string name;
    std::string parentKey;
    std::int32_t order = 0;  ///< From 1.
    PhaseStatus status = PhaseStatus::Pending;
    std::optional<base::Timestamp> started;
    std::optional<base::Timestamp> ended;
    std::chrono::microseconds duration{0};  ///< While it was active; without the time in between.
    std::int64_t processed = 0;             ///< In all passes.
    std::int64_t windowStart = 0;           ///< What was processed before the current pass.
    Total total;                            ///< Of the current pass.
    std::int64_t statements = 0;  ///< Of a top-level one: see RunProgress::watchStatements.

    /// Processed in the current pass: what a bar shows.
    [[nodiscard]] std::int64_t window() const { return processed - windowStart; }
};

/// In the order in which people read them: each phase followed by those nested under it, numbered
/// anew.
[[nodiscard]] std::vector<PhaseRecord> underTheirHosts(std::vector<PhaseRecord> phases);

/// The phases as they are when the run has ended: what was active is completed or failed, what
/// never came is skipped. `ended` is when work ended.
[[nodiscard]] std::vector<PhaseRecord> closedPhases(std::vector<PhaseRecord> phases,
                                                    FinalState state, base::Timestamp ended);

}  // namespace jim::progress
