#pragma once

#include "foundation/base/Timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jim::progress {

/// What an alert rule looks at. The numbers are stored: never renumber.
enum class AlertCondition : std::uint8_t {
    ErrorRatio = 1,  ///< Objects that failed, of those processed.
    Deletes = 2,     ///< Objects that were deleted, or are about to be.
    Stall = 3,       ///< Seconds in which nothing moved.
    Overrun = 4,     ///< How long the run takes.
};

/// What a threshold counts in. The numbers are stored: never renumber.
enum class AlertMeasure : std::uint8_t {
    Absolute = 1,    ///< A ratio, a number of objects, or seconds.
    TimesUsual = 2,  ///< A multiple of what the runs before it had.
};

[[nodiscard]] std::string_view toText(AlertCondition condition);
[[nodiscard]] std::string_view toText(AlertMeasure measure);
[[nodiscard]] std::optional<AlertCondition> parseAlertCondition(std::string_view text);
[[nodiscard]] std::optional<AlertMeasure> parseAlertMeasure(std::string_view text);

/// A threshold that a run has crossed: once for each rule and attempt.
struct AlertFiring {
    std::int32_t ruleId = 0;
    std::string rule;  ///< Its name then.
    AlertCondition condition = AlertCondition::ErrorRatio;
    AlertMeasure measure = AlertMeasure::Absolute;
    double observed = 0;
    double threshold = 0;
    bool pauses = false;  ///< Somebody is asked before the run goes on.
    base::Timestamp at;
    std::string resumedBy{};  ///< Who let the run go on that it had paused; empty: nobody yet.
    std::optional<base::Timestamp> resumedAt{};
    bool operator==(const AlertFiring&) const = default;
};

/// What was seen and what the limit is, in half a sentence: `12.5 % of the objects failed (limit
/// 10 %)`.
[[nodiscard]] std::string observationText(const AlertFiring& firing);

/// Why a run stands paused, and what to do: `Paused by the alert rule '...': ... Resume it or
/// cancel it.`
[[nodiscard]] std::string pauseText(const AlertFiring& firing);

}  // namespace jim::progress
