#pragma once

#include "identity/schema/Document.hpp"

#include <string>
#include <string_view>

namespace jim::store::postgres::impl {

/// A value as an index holds it: PostgreSQL's pages take entries of some 2,700 bytes, so a longer
/// value is its beginning and the hash of all of it. Equal values stay equal; two that differ
/// become equal with the odds of a collision of 128 bits.
[[nodiscard]] inline std::string indexedValue(std::string_view value) {
    constexpr std::size_t kWhole = 1'000;
    if (value.size() <= kWhole) return std::string{value};
    const auto hash = identity::schema::contentHash(value);
    std::string result{value.substr(0, kWhole)};
    result.append(reinterpret_cast<const char*>(hash.data()), hash.size());
    return result;
}

}  // namespace jim::store::postgres::impl
