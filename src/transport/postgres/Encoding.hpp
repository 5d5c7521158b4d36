#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace jim::transport::postgres {

/// The types that this driver writes in binary, by PostgreSQL's own numbers.
enum class Type : std::uint32_t {
    Boolean = 16,
    Bytes = 17,
    Bigint = 20,
    Smallint = 21,
    Integer = 23,
    Text = 25,
    Json = 114,
};

/// Bytes, where a plain std::string_view would be text.
struct Blob {
    std::string_view bytes;
};

/// A Blob, or another type that carries bytes as its member of that name.
template <class T>
concept IsBytes = requires(const T& value) {
    { value.bytes } -> std::convertible_to<std::string_view>;
};

/// Appends the lowest N bytes of an integer, most significant first.
template <std::size_t N>
void putNumber(std::string& to, std::int64_t value) {
    auto bits = static_cast<std::uint64_t>(value) << (64 - 8 * N);
    if constexpr (std::endian::native == std::endian::little) bits = __builtin_bswap64(bits);
    char bytes[sizeof bits];
    std::memcpy(bytes, &bits, sizeof bits);
    to.append(bytes, N);
}

/// Reads a signed integer of 1, 2, 4 or 8 bytes.
[[nodiscard]] inline std::int64_t numberOf(const char* bytes, std::size_t size) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes, size);
    if constexpr (std::endian::native == std::endian::little) bits = __builtin_bswap64(bits);
    return static_cast<std::int64_t>(bits) >> (64 - 8 * size);
}

// Each appends a length of four bytes and the value, as parameters, arrays and COPY have it. A
// number that its column cannot hold is a broken invariant: what comes from outside is bounded
// before it gets here.
void putInteger(std::string& to, Type type, std::int64_t value);
void putBytes(std::string& to, std::string_view value);
void putNull(std::string& to);

/// An integer, bool, enum, text, Blob, or an optional of them (empty: NULL).
template <class T>
void putValue(std::string& to, Type type, const T& value) {
    if constexpr (IsBytes<T>) {
        putBytes(to, value.bytes);
    } else if constexpr (std::is_enum_v<T> || std::integral<T>) {
        putInteger(to, type, static_cast<std::int64_t>(value));
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
        putBytes(to, std::string_view{value});
    } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
        putNull(to);
    } else {
        if (value.has_value())
            putValue(to, type, *value);
        else
            putNull(to);
    }
}

}  // namespace jim::transport::postgres
