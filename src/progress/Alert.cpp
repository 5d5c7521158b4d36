#include "progress/Alert.hpp"

#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <cmath>

namespace jim::progress {
namespace {

constexpr auto kConditions = base::enumText<AlertCondition>({
    {AlertCondition::ErrorRatio, "ErrorRatio"},
    {AlertCondition::Deletes, "Deletes"},
    {AlertCondition::Stall, "Stall"},
    {AlertCondition::Overrun, "Overrun"},
});

constexpr auto kMeasures = base::enumText<AlertMeasure>({
    {AlertMeasure::Absolute, "Absolute"},
    {AlertMeasure::TimesUsual, "TimesUsual"},
});

/// Without decimals that say nothing: `10`, `12.5`.
std::string number(double value) {
    const auto tenths = std::round(value * 10) / 10;
    return tenths == std::round(tenths) ? fmt::format("{:.0f}", tenths)
                                        : fmt::format("{:.1f}", tenths);
}

/// Two units, the smaller one only when it is not zero: `90 s` is `1 min 30 s`.
std::string alertDuration(double seconds) {
    if (seconds < 60) return number(seconds) + " s";
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    const auto pair = [](std::int64_t large, const char* unit, std::int64_t small,
                         const char* smallUnit) {
        return small == 0 ? fmt::format("{} {}", large, unit)
                          : fmt::format("{} {} {} {}", large, unit, small, smallUnit);
    };
    if (whole < 3600) return pair(whole / 60, "min", whole % 60, "s");
    return pair(whole / 3600, "h", whole % 3600 / 60, "min");
}

}  // namespace

std::string_view toText(AlertCondition condition) {
    return kConditions.text(condition);
}
std::string_view toText(AlertMeasure measure) {
    return kMeasures.text(measure);
}
std::optional<AlertCondition> parseAlertCondition(std::string_view text) {
    return kConditions.parse(text);
}
std::optional<AlertMeasure> parseAlertMeasure(std::string_view text) {
    return kMeasures.parse(text);
}

std::string observationText(const AlertFiring& firing) {
    const bool times = firing.measure == AlertMeasure::TimesUsual;
    const auto usual = fmt::format("{} times the usual", number(firing.observed));
    const auto limit = fmt::format("limit {} times", number(firing.threshold));
    switch (firing.condition) {
        case AlertCondition::ErrorRatio:
            return fmt::format("{} % of the objects failed (limit {} %)",
                               number(firing.observed * 100), number(firing.threshold * 100));
        case AlertCondition::Deletes:
            if (times) return fmt::format("deletes are {} ({})", usual, limit);
            return fmt::format("{} deletes (limit {})", number(firing.observed),
                               number(firing.threshold));
        case AlertCondition::Stall:
            return fmt::format("nothing has moved for {} (limit {})",
                               alertDuration(firing.observed), alertDuration(firing.threshold));
        case AlertCondition::Overrun:
            if (times) return fmt::format("it has taken {} time ({})", usual, limit);
            return fmt::format("it has taken {} (limit {})", alertDuration(firing.observed),
                               alertDuration(firing.threshold));
    }
    return {};
}

std::string pauseText(const AlertFiring& firing) {
    return fmt::format("Paused by the alert rule '{}': {}. Resume it or cancel it.", firing.rule,
                       observationText(firing));
}

}  // namespace jim::progress
