#pragma once

#include "foundation/base/Timestamp.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace jim::synchronisation::expression::impl {

/// Patterns of dates: yyyy yy MMMM MMM MM M dddd ddd dd d HH H hh h mm m ss s f..ffffff tt, with
/// English names. Text between single quotes and what follows a backslash stands for itself, as
/// do T, Z and everything that is not a letter. All times are UTC.

/// What is wrong with a pattern, as a sentence; std::nullopt when nothing is.
[[nodiscard]] std::optional<std::string> datePatternProblem(std::string_view pattern);

/// The pattern must be sound.
void formatDate(base::Timestamp when, std::string_view pattern, std::string& out);

/// What `text` says, if it follows the pattern exactly and is a date. Parts that the pattern
/// leaves out are the year 1, January, the first, midnight. The pattern must be sound.
[[nodiscard]] std::optional<base::Timestamp> parseDate(std::string_view text,
                                                       std::string_view pattern);

}  // namespace jim::synchronisation::expression::impl
