#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace jim::store::sqlite::impl {

/// Ascending and without repetition: look-ups in this order walk the table once.
template <class Id>
[[nodiscard]] std::vector<Id> ascending(std::span<const Id> ids) {
    std::vector<Id> result(ids.begin(), ids.end());
    if (!std::ranges::is_sorted(result)) std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
}

/// A set of numbers as one parameter: `... IN (SELECT value FROM json_each(?))`.
template <class Ids>
[[nodiscard]] std::string idList(const Ids& ids) {
    std::string text{"["};
    for (const auto id : ids) {
        if (text.size() > 1) text.push_back(',');
        const fmt::format_int digits{static_cast<std::int64_t>(id)};
        text.append(digits.data(), digits.size());
    }
    text.push_back(']');
    return text;
}

}  // namespace jim::store::sqlite::impl
