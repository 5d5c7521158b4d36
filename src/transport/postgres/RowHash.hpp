#pragma once

#include "transport/postgres/Connection.hpp"

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace jim::transport::postgres {

namespace impl {

/// As the server's `hash_any_extended` and `hash_uint32_extended` of version 15 on a machine whose
/// lowest byte comes first.
[[nodiscard]] std::uint64_t hashOfBytes(std::string_view bytes, std::uint64_t seed);
[[nodiscard]] std::uint64_t hashOfNumber(std::uint32_t number, std::uint64_t seed);

template <class Value>
[[nodiscard]] std::uint64_t hashOf(const Value& value, std::uint64_t seed) {
    if constexpr (std::is_convertible_v<Value, std::string_view>)
        return hashOfBytes(value, seed);
    else
        return hashOfNumber(static_cast<std::uint32_t>(value), seed);
}

}  // namespace impl

/// What the server gives for `hash_record_extended(ROW(values...), seed)`: of texts and bytes, and
/// of numbers in columns of the types smallint and integer. A server that hashes otherwise gives
/// other numbers; whoever compares them must take that for a difference.
template <class... Values>
[[nodiscard]] std::int64_t rowHash(const Connection&, std::int64_t seed, const Values&... values) {
    std::uint64_t result = 0;
    ((result = result * 31 + impl::hashOf(values, static_cast<std::uint64_t>(seed))), ...);
    return static_cast<std::int64_t>(result);
}

/// What it gives for `hashint8extended(id, seed)`.
[[nodiscard]] std::int64_t idHash(const Connection&, std::int64_t seed, std::int64_t id);

}  // namespace jim::transport::postgres
