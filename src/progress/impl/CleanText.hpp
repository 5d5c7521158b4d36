#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace jim::progress {

/// Text from outside as it may be shown anywhere: valid UTF-8 (what is not becomes U+FFFD), no
/// control characters, terminal escapes or marks that turn the direction of writing, at most
/// `maximum` bytes with an ellipsis where it was cut.
[[nodiscard]] std::string cleanText(std::string_view text, std::size_t maximum);

}  // namespace jim::progress
