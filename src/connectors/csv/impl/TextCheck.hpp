#pragma once

#include <string_view>

namespace jim::connectors::csv::impl {

enum class TextFault { None, Nul, NotUtf8 };

/// Whether bytes are UTF-8 without NUL; runs of ASCII are checked sixteen bytes at a time.
[[nodiscard]] TextFault checkText(std::string_view text);

}  // namespace jim::connectors::csv::impl
