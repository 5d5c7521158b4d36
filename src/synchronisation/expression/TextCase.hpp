#pragma once

#include <string>
#include <string_view>

namespace jim::synchronisation::expression {

/// Upper and lower case by Unicode's full mappings, the same in every locale. Texts are UTF-8;
/// malformed bytes become U+FFFD. Thread-safe.

[[nodiscard]] std::string toUpper(std::string_view text);
[[nodiscard]] std::string toLower(std::string_view text);

/// The first letter of each word in upper case, the rest in lower case. A word is a run of letters,
/// digits, combining marks and apostrophes: `mary-jane o'neil` becomes `Mary-Jane O'neil`.
[[nodiscard]] std::string toTitle(std::string_view text);

/// The first letter in upper case, the rest as it is.
[[nodiscard]] std::string capitalise(std::string_view text);

/// Equality without regard to case (Unicode full case folding).
[[nodiscard]] bool equalIgnoringCase(std::string_view left, std::string_view right);

/// What texts are compared by where case does not count.
[[nodiscard]] std::string foldCase(std::string_view text);

}  // namespace jim::synchronisation::expression
