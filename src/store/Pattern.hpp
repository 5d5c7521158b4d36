#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jim::store {

/// A pattern of "contains" for `lower(column) LIKE ? ESCAPE '\'`, its ASCII letters lower, or
/// nothing when there is nothing to search for.
[[nodiscard]] std::optional<std::string> containsPattern(std::string_view search);

/// Whether the whole text matches a pattern where `%` is any text and `_` one character; ASCII
/// letters of any case are equal.
[[nodiscard]] bool matchesPattern(std::string_view text, std::string_view pattern);

}  // namespace jim::store
