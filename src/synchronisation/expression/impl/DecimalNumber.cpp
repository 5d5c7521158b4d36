#include "synchronisation/expression/impl/DecimalNumber.hpp"

#include <algorithm>
#include <limits>

namespace jim::synchronisation::expression::impl {
namespace {

constexpr int kMaxDigits = 28;

WideInteger magnitude(WideInteger value) {
    return value < 0 ? -value : value;
}

int digitCount(WideInteger value) {
    int count = 0;
    for (value = magnitude(value); value != 0; value /= 10) ++count;
    return count;
}

/// `value` times ten to the power of `exponent`, unless that is too large.
std::optional<WideInteger> shifted(WideInteger value, int exponent) {
    for (; exponent > 0 && value != 0; --exponent)
        if (__builtin_mul_overflow(value, WideInteger{10}, &value)) return std::nullopt;
    return value;
}

/// Drops the last digit many times over, remembering enough of them to round half to even.
WideInteger rounded(WideInteger digits, int drop) {
    WideInteger divisor = 1;
    for (; drop > 0; --drop) divisor *= 10;
    WideInteger quotient = digits / divisor;
    const WideInteger twice = magnitude(digits % divisor) * 2;
    if (twice > divisor || (twice == divisor && quotient % 2 != 0)) quotient += digits < 0 ? -1 : 1;
    return quotient;
}

/// The same value within the limits, without zeros at its end.
std::optional<DecimalNumber> fitted(DecimalNumber value) {
    const int excess = std::max(digitCount(value.digits), value.scale) - kMaxDigits;
    if (excess > value.scale) return std::nullopt;
    if (excess > 0) {
        value.digits = rounded(value.digits, excess);
        value.scale -= excess;
    }
    while (value.scale > 0 && value.digits % 10 == 0) {
        value.digits /= 10;
        --value.scale;
    }
    if (digitCount(value.digits) > kMaxDigits) return std::nullopt;
    return value;
}

/// Brings both to the larger scale.
bool align(DecimalNumber& left, DecimalNumber& right) {
    const int scale = std::max(left.scale, right.scale);
    for (DecimalNumber* value : {&left, &right}) {
        const auto digits = shifted(value->digits, scale - value->scale);
        if (!digits) return false;
        *value = {*digits, scale};
    }
    return true;
}

}  // namespace

DecimalNumber DecimalNumber::from(std::string_view canonical) {
    constexpr std::size_t kLongest = kMaxDigits + 3;  // With sign, zero and point.
    DecimalNumber value;
    if (canonical.size() > kLongest) return value;
    bool negative = false;
    bool fraction = false;
    for (const char c : canonical) {
        if (c == '-') {
            negative = true;
        } else if (c == '.') {
            fraction = true;
        } else {
            value.digits = value.digits * 10 + (c - '0');
            if (fraction) ++value.scale;
        }
    }
    if (negative) value.digits = -value.digits;
    return value;
}

std::string DecimalNumber::canonical() const {
    if (digits == 0) return "0";
    std::string text;
    int left = scale;
    bool significant = false;
    for (WideInteger rest = magnitude(digits); rest != 0 || left >= 0; rest /= 10, --left) {
        const auto digit = static_cast<char>('0' + static_cast<int>(rest % 10));
        if (left == 0 && significant) text += '.';
        significant = significant || digit != '0' || left <= 0;
        if (significant) text += digit;
    }
    if (digits < 0) text += '-';
    std::ranges::reverse(text);
    return text;
}

std::optional<std::int64_t> DecimalNumber::whole() const {
    WideInteger value = digits;
    for (int i = 0; i < scale; ++i) value /= 10;
    if (value < std::numeric_limits<std::int64_t>::min() ||
        value > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

std::optional<DecimalNumber> add(DecimalNumber left, DecimalNumber right) {
    if (!align(left, right)) return std::nullopt;
    WideInteger sum = 0;
    if (__builtin_add_overflow(left.digits, right.digits, &sum)) return std::nullopt;
    return fitted({sum, left.scale});
}

std::optional<DecimalNumber> subtract(DecimalNumber left, DecimalNumber right) {
    return add(left, {-right.digits, right.scale});
}

std::optional<DecimalNumber> multiply(DecimalNumber left, DecimalNumber right) {
    WideInteger product = 0;
    if (__builtin_mul_overflow(left.digits, right.digits, &product)) return std::nullopt;
    return fitted({product, left.scale + right.scale});
}

std::optional<DecimalNumber> divide(DecimalNumber left, DecimalNumber right) {
    if (right.isZero()) return std::nullopt;
    const bool negative = (left.digits < 0) != (right.digits < 0);
    const WideInteger divisor = magnitude(right.digits);
    WideInteger quotient = magnitude(left.digits) / divisor;
    WideInteger rest = magnitude(left.digits) % divisor;
    int scale = left.scale - right.scale;
    // One digit more than is kept, for rounding.
    while ((rest != 0 && scale <= kMaxDigits && digitCount(quotient) <= kMaxDigits) || scale < 0) {
        if (digitCount(quotient) > kMaxDigits + 1) return std::nullopt;
        quotient = quotient * 10 + rest * 10 / divisor;
        rest = rest * 10 % divisor;
        ++scale;
    }
    return fitted({negative ? -quotient : quotient, scale});
}

std::optional<DecimalNumber> remainder(DecimalNumber left, DecimalNumber right) {
    if (right.isZero() || !align(left, right)) return std::nullopt;
    return fitted({left.digits % right.digits, left.scale});
}

std::strong_ordering compareDecimals(std::string_view left, std::string_view right) {
    const bool negative = left.starts_with('-');
    if (negative != right.starts_with('-'))
        return negative ? std::strong_ordering::less : std::strong_ordering::greater;
    if (negative) {
        left.remove_prefix(1);
        right.remove_prefix(1);
        std::swap(left, right);
    }
    const std::size_t leftWhole = std::min(left.find('.'), left.size());
    const std::size_t rightWhole = std::min(right.find('.'), right.size());
    // '.' sorts before digits, so texts whose whole parts are equally long compare as numbers do.
    if (leftWhole != rightWhole) return leftWhole <=> rightWhole;
    return left <=> right;
}

}  // namespace jim::synchronisation::expression::impl
