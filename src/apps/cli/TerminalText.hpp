#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace jim::apps::cli {

/// Untrusted text, harmless for a terminal and on one line: control characters, marks that turn
/// the writing direction, line separators and bytes that are no UTF-8 each become U+FFFD.
[[nodiscard]] std::string neutralised(std::string_view text);

/// How many columns a terminal gives the text: two for wide characters, none for combining ones.
[[nodiscard]] std::size_t columnsOf(std::string_view text);

/// The text if it has at most `columns`, else its beginning with an ellipsis at its end.
[[nodiscard]] std::string truncated(std::string_view text, std::size_t columns);

enum class Align { Left, Right };

/// Filled up with blanks; what is wider stays as it is.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns, Align align);

/// Equality of names as the server sees it: case does not count, in any script.
[[nodiscard]] bool sameName(std::string_view a, std::string_view b);

}  // namespace jim::apps::cli
