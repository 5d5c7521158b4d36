#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace jim::synchronisation::expression::impl {

/// Positions in texts are counted in code points. Malformed bytes count with what precedes them:
/// nothing here ever reads past the end.

[[nodiscard]] inline bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

[[nodiscard]] inline bool isAscii(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        if ((eight & 0x8080808080808080ULL) != 0) return false;
    }
    for (; at < text.size(); ++at)
        if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
    return true;
}

[[nodiscard]] inline std::size_t codePoints(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += isContinuation(c) ? 0U : 1U;
    return count;
}

/// The byte at which code point number `count` starts, the end when there are fewer.
[[nodiscard]] inline std::size_t offsetOf(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < text.size(); --count) {
        ++at;
        while (at < text.size() && isContinuation(text[at])) ++at;
    }
    return at;
}

/// The byte at which the last `count` code points start, the beginning when there are fewer.
[[nodiscard]] inline std::size_t offsetFromEnd(std::string_view text, std::size_t count) {
    std::size_t at = text.size();
    for (; count > 0 && at > 0; --count) {
        --at;
        while (at > 0 && isContinuation(text[at])) --at;
    }
    return at;
}

/// Where `part` first occurs at or after byte `from`; npos when it does not. Linear, whatever the
/// texts, which std::string_view::find is not.
[[nodiscard]] inline std::size_t findIn(std::string_view text, std::string_view part,
                                        std::size_t from = 0) {
    if (from > text.size() || part.size() > text.size() - from) return std::string_view::npos;
    if (part.empty()) return from;
    const void* found = ::memmem(text.data() + from, text.size() - from, part.data(), part.size());
    return found == nullptr
               ? std::string_view::npos
               : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace jim::synchronisation::expression::impl
