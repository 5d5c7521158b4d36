#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jim::base {

/// A duration in seconds.
[[nodiscard]] constexpr double inSeconds(std::chrono::microseconds d) {
    return static_cast<double>(d.count()) / 1e6;
}

/// A UTC instant in microseconds since 1970-01-01T00:00:00Z.
struct Timestamp {
    std::int64_t micros = 0;

    auto operator<=>(const Timestamp&) const = default;
    [[nodiscard]] Timestamp operator+(std::chrono::microseconds d) const {
        return {micros + d.count()};
    }
    [[nodiscard]] std::chrono::microseconds operator-(Timestamp other) const {
        return std::chrono::microseconds{micros - other.micros};
    }
};

/// `2026-08-22T13:48:07.123456Z`: always 27 characters.
[[nodiscard]] std::string toIso(Timestamp when);

/// ISO 8601 date or date-time, with `Z`, an offset or (read as UTC) nothing, up to seven
/// fractional digits; years 0001 to 9999. Nothing else is accepted.
[[nodiscard]] std::optional<Timestamp> parseIso(std::string_view text);

/// `[d.]hh:mm:ss[.fffffff]`, the constant duration format of the REST interface.
[[nodiscard]] std::string toSpan(std::chrono::microseconds duration);
[[nodiscard]] std::optional<std::chrono::microseconds> parseSpan(std::string_view text);

}  // namespace jim::base
