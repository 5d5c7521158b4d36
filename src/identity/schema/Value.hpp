#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Timestamp.hpp"
#include "identity/schema/AttributeType.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jim::identity::schema {

/// One attribute value in its canonical bytes: two values of a type are equal exactly when their
/// bytes are, so equality, hashing and difference never decode anything.
///
/// Text, Binary: the bytes. Number, LongNumber, DateTime (microseconds since 1970): 8 bytes,
/// big-endian with the sign bit flipped, so that bytes sort as numbers do. Boolean: one byte, 0
/// or 1. Guid: 16 bytes. Decimal: shortest plain notation (`-12.5`, never `12.50`, `+1`, `-0` or
/// an exponent). Reference: the external id of its target as the source wrote it, or, in the
/// metaverse, nothing at all: resolved references live in side tables.
struct Value {
    AttributeType type = AttributeType::NotSet;
    std::string bytes;

    auto operator<=>(const Value&) const = default;

    [[nodiscard]] static Value text(std::string_view value);
    [[nodiscard]] static Value number(std::int32_t value);
    [[nodiscard]] static Value longNumber(std::int64_t value);
    [[nodiscard]] static Value dateTime(base::Timestamp value);
    [[nodiscard]] static Value boolean(bool value);
    [[nodiscard]] static Value guid(const base::Guid& value);
    [[nodiscard]] static Value binary(std::string_view value);
    [[nodiscard]] static Value reference(std::string_view externalId);
    /// std::nullopt when `plain` is not decimal notation of at most 28 significant digits.
    [[nodiscard]] static std::optional<Value> decimal(std::string_view plain);
};

/// Number, LongNumber and DateTime bytes as the integer they stand for; 0 when malformed.
[[nodiscard]] std::int64_t integerOf(std::string_view bytes);

/// The canonical 8 bytes of an integer.
[[nodiscard]] std::string integerBytes(std::int64_t value);

/// Canonical decimal text, or std::nullopt when it is not a plain decimal number.
[[nodiscard]] std::optional<std::string> canonicalDecimal(std::string_view text);

/// Reads a value as people and files write it: Text and Reference as they are (valid UTF-8
/// without NUL), numbers in decimal (a Number fits 32 bits, a LongNumber 64), DateTime as
/// base::parseIso, Boolean as true/false/yes/no/1/0 in any case, Guid, Binary as base64.
/// Surrounding white space is ignored for all but Text, Reference and Binary.
/// std::nullopt when the text is not of that type.
[[nodiscard]] std::optional<Value> parseValue(AttributeType type, std::string_view text);

/// How people and files read a value; parseValue's inverse.
[[nodiscard]] std::string displayText(AttributeType type, std::string_view bytes);

[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);

/// Well-formed UTF-8 (RFC 3629) without U+0000.
[[nodiscard]] bool isStorableText(std::string_view text);

}  // namespace jim::identity::schema
