#pragma once

#include "progress/ProgressStore.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace jim::progress::redis::impl {

/// A point of the history as it stands in Redis: `microseconds processed rate`, the rate `-` when
/// it is unknown.
[[nodiscard]] std::string toText(const HistoryPoint& point);

/// None for whatever toText does not write.
[[nodiscard]] std::optional<HistoryPoint> parsePoint(std::string_view text);

}  // namespace jim::progress::redis::impl
