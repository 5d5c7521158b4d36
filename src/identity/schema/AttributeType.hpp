#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jim::identity::schema {

/// What kind of values an attribute holds. The numbers are stored: never renumber.
enum class AttributeType : std::uint8_t {
    NotSet = 0,
    Text = 1,
    Number = 2,
    DateTime = 3,
    Binary = 4,
    Reference = 5,
    Guid = 6,
    Boolean = 7,
    LongNumber = 8,
    Decimal = 9,
};

enum class Plurality : std::uint8_t { SingleValued = 0, MultiValued = 1 };

enum class Writability : std::uint8_t { Writable = 0, ReadOnly = 1, WritableOnCreate = 2 };

[[nodiscard]] std::string_view toText(AttributeType type);
[[nodiscard]] std::string_view toText(Plurality plurality);
[[nodiscard]] std::string_view toText(Writability writability);

/// By name, any case; std::nullopt for anything else.
[[nodiscard]] std::optional<AttributeType> parseAttributeType(std::string_view text);
[[nodiscard]] std::optional<Plurality> parsePlurality(std::string_view text);

}  // namespace jim::identity::schema
