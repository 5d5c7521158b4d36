#include "synchronisation/expression/Type.hpp"

#include <fmt/format.h>

namespace jim::synchronisation::expression {
namespace {

/// Number, LongNumber, Decimal: each holds all of those before it. 0 for other types.
int rank(AttributeType type) {
    switch (type) {
        case AttributeType::Number:
            return 1;
        case AttributeType::LongNumber:
            return 2;
        case AttributeType::Decimal:
            return 3;
        default:
            return 0;
    }
}

}  // namespace

std::string toText(Type type) {
    const std::string_view element = type.element == AttributeType::NotSet
                                         ? std::string_view{"null"}
                                         : identity::schema::toText(type.element);
    return type.list ? fmt::format("list of {}", element) : std::string{element};
}

std::optional<Type> commonType(Type left, Type right) {
    if (left.isNull()) return right;
    if (right.isNull() || left == right) return left;
    if (left.list || right.list) return std::nullopt;
    const int a = rank(left.element);
    const int b = rank(right.element);
    if (a == 0 || b == 0) return std::nullopt;
    return a > b ? left : right;
}

bool isAssignable(Type from, AttributeType target) {
    if (from.element == target || from.isNull()) return true;
    const int a = rank(from.element);
    return a != 0 && a < rank(target);
}

}  // namespace jim::synchronisation::expression
