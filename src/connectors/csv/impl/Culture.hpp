#pragma once

#include <optional>
#include <string>

namespace jim::connectors::csv::impl {

/// The decimal sign of a culture: a point for the empty name and `Invariant`. std::nullopt when
/// there is no such culture, or its sign is neither point nor comma.
[[nodiscard]] std::optional<char> decimalPointOf(const std::string& culture);

}  // namespace jim::connectors::csv::impl
