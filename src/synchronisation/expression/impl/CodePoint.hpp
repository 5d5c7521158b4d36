#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace jim::synchronisation::expression::impl {

/// The code point at byte `at`, which moves past it; negative where the bytes are malformed.
[[nodiscard]] inline UChar32 nextCodePoint(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);  // NOLINT(bugprone-inc-dec-in-conditions): ICU's macro.
    return c;
}

/// The code point that ends before byte `at`, which moves to its start.
[[nodiscard]] inline UChar32 previousCodePoint(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto position = static_cast<std::int32_t>(at);
    UChar32 c = 0;
    U8_PREV(bytes, 0, position, c);  // NOLINT(bugprone-inc-dec-in-conditions): ICU's macro.
    at = static_cast<std::size_t>(position);
    return c;
}

}  // namespace jim::synchronisation::expression::impl
