#include "identity/schema/Value.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/DecimalNumber.hpp"
#include "synchronisation/expression/impl/Operators.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

#include <fmt/format.h>

#include <limits>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;
using identity::schema::AttributeType;
using identity::schema::parseValue;

/// The start of a text, for an error message.
std::string quoted(std::string_view text) {
    constexpr std::size_t kShown = 40;
    const auto start = text.substr(0, offsetOf(text, kShown));
    return fmt::format("'{}{}'", start, start.size() < text.size() ? "..." : "");
}

Slot wholeFrom(Workspace& workspace, const Slot& value, AttributeType type) {
    if (value.kind() == Kind::Text) {
        const auto read = parseValue(type, value.text());
        if (!read)
            return workspace.fail(fmt::format("{} is not a {}", quoted(value.text()),
                                              identity::schema::toText(type)));
        return Slot::whole(identity::schema::integerOf(read->bytes));
    }
    const auto number = value.kind() == Kind::Decimal ? DecimalNumber::from(value.text()).whole()
                                                      : std::optional{value.whole()};
    using Small = std::numeric_limits<std::int32_t>;
    const bool fits = number && (type == AttributeType::LongNumber ||
                                 (*number >= Small::min() && *number <= Small::max()));
    if (!fits)
        return workspace.fail(fmt::format("{} is too large for a {}", displayOf(workspace, value),
                                          identity::schema::toText(type)));
    return Slot::whole(*number);
}

Slot toInt(Workspace& workspace, Arguments arguments) {
    return wholeFrom(workspace, arguments[0], AttributeType::Number);
}

Slot toLong(Workspace& workspace, Arguments arguments) {
    return wholeFrom(workspace, arguments[0], AttributeType::LongNumber);
}

Slot toDecimal(Workspace& workspace, Arguments arguments) {
    const Slot& value = arguments[0];
    if (value.kind() == Kind::Decimal) return value;
    if (value.kind() == Kind::Boolean) return Slot::bytes(Kind::Decimal, value.truth() ? "1" : "0");
    if (value.kind() != Kind::Text) return wholeToDecimal(workspace, arguments);
    const auto read = parseValue(AttributeType::Decimal, value.text());
    if (!read) return workspace.fail(fmt::format("{} is not a Decimal", quoted(value.text())));
    return Slot::bytes(Kind::Decimal, workspace.keep(read->bytes));
}

Slot toBoolean(Workspace& workspace, Arguments arguments) {
    const Slot& value = arguments[0];
    if (value.kind() == Kind::Boolean) return value;
    if (value.kind() == Kind::Whole) return Slot::boolean(value.whole() != 0);
    if (value.kind() == Kind::Decimal) return Slot::boolean(value.text() != "0");
    const auto read = parseValue(AttributeType::Boolean, value.text());
    if (!read) return workspace.fail(fmt::format("{} is not a Boolean", quoted(value.text())));
    return Slot::boolean(read->bytes.front() != '\0');
}

Slot toGuid(Workspace& workspace, Arguments arguments) {
    const auto read = parseValue(AttributeType::Guid, arguments[0].text());
    if (!read) return workspace.fail(fmt::format("{} is not a Guid", quoted(arguments[0].text())));
    return Slot::bytes(Kind::Guid, workspace.keep(read->bytes));
}

Slot toText(Workspace& workspace, Arguments arguments) {
    return Slot::text(displayOf(workspace, arguments[0]));
}

constexpr Parameter kConvertible{"value", Accepts::Convertible};

constexpr Builtin kConversionFunctions[] = {
    {{"Conversion",
      "ToString",
      "ToText",
      {{"value", Accepts::Value}},
      Gives::Text,
      true,
      "The value as text: dates as 2026-08-22T13:48:07.123456Z, Binary as base64.",
      R"(ToString(42) -> "42")"},
     toText},
    {{"Conversion",
      "ToInt",
      "ToNumber",
      {kConvertible},
      Gives::Number,
      true,
      "The value as a Number (32 bits): digits are read, decimals lose their fraction, true is "
      "1.",
      R"(ToInt("42") -> 42)"},
     toInt},
    {{"Conversion",
      "ToLong",
      "",
      {kConvertible},
      Gives::LongNumber,
      true,
      "The value as a LongNumber (64 bits), as ToInt.",
      R"(ToLong("5000000000") -> 5000000000)"},
     toLong},
    {{"Conversion",
      "ToDecimal",
      "",
      {kConvertible},
      Gives::Decimal,
      true,
      "The value as a Decimal; a text has a point before its fraction.",
      R"(ToDecimal("12.50") -> 12.5)"},
     toDecimal},
    {{"Conversion",
      "ToBoolean",
      "",
      {kConvertible},
      Gives::Boolean,
      true,
      "The value as a Boolean: true, yes, 1, false, no, 0 in any case; numbers other than 0 "
      "are "
      "true.",
      R"(ToBoolean("Yes") -> true)"},
     toBoolean},
    {{"Conversion",
      "ToGuid",
      "",
      {{"text", Accepts::Text}},
      Gives::Guid,
      true,
      "The Guid that the text is, with or without hyphens and braces.",
      R"(ToGuid("{0192D3B4-00AA-7000-8000-000000000001}") -> 0192d3b4-00aa-7000-8000-000000000001)"},
     toGuid},
};

}  // namespace

std::span<const Builtin> conversionFunctions() {
    return kConversionFunctions;
}

}  // namespace jim::synchronisation::expression::impl
