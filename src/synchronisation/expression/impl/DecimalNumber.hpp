#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jim::synchronisation::expression::impl {

__extension__ typedef __int128 WideInteger;

/// Arithmetic on decimal numbers of at most 28 digits, of which at most 28 after the point. Results
/// with more digits after the point are rounded half to even; those with more before it are
/// std::nullopt, as are the remainder and quotient of a division by zero.
struct DecimalNumber {
    WideInteger digits = 0;  ///< The value times ten to the power of `scale`.
    int scale = 0;           ///< Digits after the point.

    /// From canonical text; 0 when it is not.
    [[nodiscard]] static DecimalNumber from(std::string_view canonical);
    [[nodiscard]] std::string canonical() const;

    /// The whole part; std::nullopt when it does not fit 64 bits.
    [[nodiscard]] std::optional<std::int64_t> whole() const;
    [[nodiscard]] bool isZero() const { return digits == 0; }
};

[[nodiscard]] std::optional<DecimalNumber> add(DecimalNumber left, DecimalNumber right);
[[nodiscard]] std::optional<DecimalNumber> subtract(DecimalNumber left, DecimalNumber right);
[[nodiscard]] std::optional<DecimalNumber> multiply(DecimalNumber left, DecimalNumber right);
[[nodiscard]] std::optional<DecimalNumber> divide(DecimalNumber left, DecimalNumber right);
/// What remains of a division whose quotient is whole; it has the sign of `left`.
[[nodiscard]] std::optional<DecimalNumber> remainder(DecimalNumber left, DecimalNumber right);

/// The order of two canonical decimals as numbers.
[[nodiscard]] std::strong_ordering compareDecimals(std::string_view left, std::string_view right);

}  // namespace jim::synchronisation::expression::impl
