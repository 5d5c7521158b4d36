#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jim::apps::cli {

/// `1,234,567`
[[nodiscard]] std::string grouped(std::int64_t number);

/// `0.4 s`, `12 s`, `1 min 05 s`, `2 h 03 min`, `3 d 04 h`; truncated, never negative.
[[nodiscard]] std::string durationText(double seconds);

/// A fraction of the whole as `45.7 %`: truncated to one decimal, so that what is not finished
/// never reads as 100, and never above 100.
[[nodiscard]] std::string percentText(double percent);

/// `1 object`, `2 objects`.
[[nodiscard]] std::string counted(std::int64_t number, std::string_view one, std::string_view many);

/// An ISO timestamp as tables show it: `2026-08-22 13:48:07`; other text stays as it is.
[[nodiscard]] std::string shortTime(std::string_view iso);

/// `13:48:07` of an ISO timestamp; other text stays as it is.
[[nodiscard]] std::string timeOfDay(std::string_view iso);

/// `CompleteWithWarning` as `complete with warning`.
[[nodiscard]] std::string spaced(std::string_view enumName);

/// A `[d.]hh:mm:ss[.f]` span as `durationText` has it; other text stays as it is.
[[nodiscard]] std::string spanText(std::string_view span);

}  // namespace jim::apps::cli
