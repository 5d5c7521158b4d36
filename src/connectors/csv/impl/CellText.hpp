#pragma once

#include "identity/schema/AttributeType.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace jim::connectors::csv::impl {

namespace schema = identity::schema;

/// How the values of one file are written.
struct CellFormat {
    char delimiter = ',';
    char multiValueDelimiter = '|';  ///< NUL: values are never split.
    char decimalPoint = '.';
};

[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Takes the part before the next multi-value delimiter off the front of `rest`; false when
/// nothing is left. Empty parts are no values and are passed over.
[[nodiscard]] bool takePart(std::string_view& rest, char delimiter, std::string_view& part);

/// Whether a text is rather several values than one that has the delimiter in it: at least two
/// parts, none of them empty, long, or with a blank at its border.
[[nodiscard]] bool looksLikeList(std::string_view text, char delimiter);

/// Canonical bytes of one value, as schema::parseValue, with the file's decimal sign.
[[nodiscard]] std::optional<std::string> valueOf(schema::AttributeType type, std::string_view text,
                                                 char decimalPoint);

/// valueOf's inverse.
[[nodiscard]] std::string textOf(schema::AttributeType type, std::string_view bytes,
                                 char decimalPoint);

/// Appends a cell, in quotes where it needs them.
void appendCell(std::string& out, std::string_view text, char delimiter);

/// At most 100 bytes of a text, whole characters, for messages.
[[nodiscard]] std::string excerpt(std::string_view text);

}  // namespace jim::connectors::csv::impl
