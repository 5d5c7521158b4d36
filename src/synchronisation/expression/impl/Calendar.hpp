#pragma once

#include "foundation/base/Timestamp.hpp"

#include <cstdint>
#include <optional>

namespace jim::synchronisation::expression::impl {

/// A UTC instant by the Gregorian calendar, years 1 to 9999.
struct CivilTime {
    int year = 1;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int micros = 0;
    int weekday = 0;  ///< From Sunday, 0; not read by fromCivil.
};

[[nodiscard]] CivilTime toCivil(base::Timestamp when);

/// std::nullopt when there is no such day or time.
[[nodiscard]] std::optional<base::Timestamp> fromCivil(const CivilTime& time);

/// Whether the instant is in the years 1 to 9999, which attributes can hold.
[[nodiscard]] bool isRepresentable(base::Timestamp when);

/// `count` units of `microsEach` later; std::nullopt when that is not representable.
[[nodiscard]] std::optional<base::Timestamp> later(base::Timestamp when, std::int64_t count,
                                                   std::int64_t microsEach);

/// The same day and time `count` months later, or the last day of that month when it is shorter.
[[nodiscard]] std::optional<base::Timestamp> monthsLater(base::Timestamp when, std::int64_t count);

}  // namespace jim::synchronisation::expression::impl
