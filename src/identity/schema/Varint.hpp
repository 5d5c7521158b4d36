#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jim::identity::schema {

/// LEB128, unsigned: 7 bits a byte, least significant first.
inline void appendVarint(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

[[nodiscard]] inline std::size_t varintLength(std::uint64_t value) {
    std::size_t length = 1;
    for (; value >= 0x80; value >>= 7) ++length;
    return length;
}

/// takeVarint for numbers of any length.
[[nodiscard]] inline bool takeLongVarint(std::string_view& in, std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64 && !in.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(in.front());
        in.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

/// Takes one number off the front; false when the bytes end first or the number is too large.
/// Nearly all are small, and documents consist of them: those that fit a byte cost next to nothing.
[[nodiscard]] [[gnu::always_inline]] inline bool takeVarint(std::string_view& in,
                                                            std::uint64_t& value) {
    if (in.empty() || static_cast<unsigned char>(in.front()) >= 0x80)
        return takeLongVarint(in, value);
    value = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    return true;
}

/// Takes `length` bytes off the front; false when there are fewer.
[[nodiscard]] inline bool takeBytes(std::string_view& in, std::uint64_t length,
                                    std::string_view& bytes) {
    if (length > in.size()) return false;
    bytes = in.substr(0, static_cast<std::size_t>(length));
    in.remove_prefix(static_cast<std::size_t>(length));
    return true;
}

}  // namespace jim::identity::schema
