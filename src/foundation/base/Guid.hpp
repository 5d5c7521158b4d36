#pragma once

#include "foundation/base/Timestamp.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jim::base {

/// A 128-bit identifier, RFC 9562. Text form is lower-case with hyphens.
struct Guid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Guid&) const = default;
    [[nodiscard]] bool isNil() const { return *this == Guid{}; }
};

/// A version 7 identifier: ordered by time, 74 random bits from the operating system.
[[nodiscard]] Guid newGuid(Timestamp when);

[[nodiscard]] std::string toText(const Guid& guid);

/// With or without hyphens or braces, any case; std::nullopt for anything else.
[[nodiscard]] std::optional<Guid> parseGuid(std::string_view text);

/// A version 8 identifier that carries a sequence number: what a database row with an integer key
/// is called outside. `space` (48 bits) is drawn once for each database, so that two
/// installations, or a database made anew, never call two things the same; `kind` (12 bits)
/// tells tables apart; `sequence` has 62 bits.
[[nodiscard]] Guid sequenceGuid(std::uint64_t space, std::uint16_t kind, std::int64_t sequence);

/// The sequence number in it, if it was made for that space and kind.
[[nodiscard]] std::optional<std::int64_t> sequenceOf(const Guid& guid, std::uint64_t space,
                                                     std::uint16_t kind);

}  // namespace jim::base
