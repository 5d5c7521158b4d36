#pragma once

#include "identity/schema/AttributeType.hpp"

#include <optional>
#include <string>

namespace jim::synchronisation::expression {

using identity::schema::AttributeType;

/// The type of an expression or of a part of it, known when it is compiled. NotSet is the type of
/// the literal `null`, which goes with every other type.
struct Type {
    AttributeType element = AttributeType::NotSet;
    bool list = false;

    bool operator==(const Type&) const = default;
    [[nodiscard]] bool isNull() const { return element == AttributeType::NotSet && !list; }
    [[nodiscard]] bool isText() const { return element == AttributeType::Text && !list; }
    [[nodiscard]] bool isWhole() const {
        return !list && (element == AttributeType::Number || element == AttributeType::LongNumber);
    }
    [[nodiscard]] bool isDecimal() const { return element == AttributeType::Decimal && !list; }
    [[nodiscard]] bool isNumeric() const { return isWhole() || isDecimal(); }
};

/// `Text`, `list of Text`, `null`: how errors name it.
[[nodiscard]] std::string toText(Type type);

/// The type that holds both: the same, the wider of two numeric ones, or the other of `null`.
[[nodiscard]] std::optional<Type> commonType(Type left, Type right);

/// Whether a result of type `from` may be stored in attributes of type `target`: the same type, a
/// Number in a LongNumber, either in a Decimal; null in all.
[[nodiscard]] bool isAssignable(Type from, AttributeType target);

}  // namespace jim::synchronisation::expression
