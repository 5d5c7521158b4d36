#include "synchronisation/expression/impl/Operators.hpp"

#include "identity/schema/Value.hpp"
#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/impl/DecimalNumber.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

/// A whole number, checked to fit the type: 32 bits for Number, 64 for LongNumber.
template <class Integer>
Slot checkedWhole(Workspace& workspace, std::int64_t value, bool overflow) {
    if (overflow || value < std::numeric_limits<Integer>::min() ||
        value > std::numeric_limits<Integer>::max())
        return workspace.fail(
            sizeof(Integer) == 4
                ? "the result is too large for a Number; ToLong or ToDecimal "
                  "make room"
                : "the result is too large for a LongNumber; ToDecimal makes room");
    return Slot::whole(value);
}

template <class Integer, TokenKind Operation>
Slot wholeArithmetic(Workspace& workspace, Arguments arguments) {
    const std::int64_t left = arguments[0].whole();
    const std::int64_t right = arguments[1].whole();
    std::int64_t result = 0;
    bool overflow = false;
    if constexpr (Operation == TokenKind::Plus) {
        overflow = __builtin_add_overflow(left, right, &result);
    } else if constexpr (Operation == TokenKind::Minus) {
        overflow = __builtin_sub_overflow(left, right, &result);
    } else if constexpr (Operation == TokenKind::Star) {
        overflow = __builtin_mul_overflow(left, right, &result);
    } else {
        if (right == 0) return workspace.fail("division by zero");
        if (right == -1)  // The one quotient that overflows; its remainder is 0.
            overflow = Operation == TokenKind::Slash &&
                       __builtin_sub_overflow(std::int64_t{0}, left, &result);
        else
            result = Operation == TokenKind::Slash ? left / right : left % right;
    }
    return checkedWhole<Integer>(workspace, result, overflow);
}

using DecimalOperation = std::optional<DecimalNumber> (*)(DecimalNumber, DecimalNumber);

template <DecimalOperation Operation, bool Divides>
Slot decimalArithmetic(Workspace& workspace, Arguments arguments) {
    const auto left = DecimalNumber::from(arguments[0].text());
    const auto right = DecimalNumber::from(arguments[1].text());
    if (Divides && right.isZero()) return workspace.fail("division by zero");
    const auto result = Operation(left, right);
    if (!result) return workspace.fail("the result has more than 28 digits");
    return Slot::bytes(Kind::Decimal, workspace.keep(result->canonical()));
}

template <class Integer>
Function wholeOperator(TokenKind operation) {
    switch (operation) {
        case TokenKind::Plus:
            return wholeArithmetic<Integer, TokenKind::Plus>;
        case TokenKind::Minus:
            return wholeArithmetic<Integer, TokenKind::Minus>;
        case TokenKind::Star:
            return wholeArithmetic<Integer, TokenKind::Star>;
        case TokenKind::Slash:
            return wholeArithmetic<Integer, TokenKind::Slash>;
        default:
            return wholeArithmetic<Integer, TokenKind::Percent>;
    }
}

Function decimalOperator(TokenKind operation) {
    switch (operation) {
        case TokenKind::Plus:
            return decimalArithmetic<add, false>;
        case TokenKind::Minus:
            return decimalArithmetic<subtract, false>;
        case TokenKind::Star:
            return decimalArithmetic<multiply, false>;
        case TokenKind::Slash:
            return decimalArithmetic<divide, true>;
        default:
            return decimalArithmetic<remainder, true>;
    }
}

std::strong_ordering compare(const Slot& left, const Slot& right) {
    switch (left.kind()) {
        case Kind::Boolean:
        case Kind::Whole:
        case Kind::DateTime:
            return left.whole() <=> right.whole();
        case Kind::Decimal:
            return compareDecimals(left.text(), right.text());
        default:
            return left.text() <=> right.text();
    }
}

template <TokenKind Operation>
Slot compared(Workspace&, Arguments arguments) {
    const Slot& left = arguments[0];
    const Slot& right = arguments[1];
    if constexpr (Operation == TokenKind::Equal || Operation == TokenKind::NotEqual)
        return Slot::boolean(areEqual(left, right) == (Operation == TokenKind::Equal));
    if (left.isNull() || right.isNull()) return Slot::boolean(false);
    const auto order = compare(left, right);
    switch (Operation) {
        case TokenKind::Less:
            return Slot::boolean(order < 0);
        case TokenKind::LessOrEqual:
            return Slot::boolean(order <= 0);
        case TokenKind::Greater:
            return Slot::boolean(order > 0);
        default:
            return Slot::boolean(order >= 0);
    }
}

template <class Integer>
Slot negateWhole(Workspace& workspace, Arguments arguments) {
    std::int64_t result = 0;
    const bool overflow = __builtin_sub_overflow(std::int64_t{0}, arguments[0].whole(), &result);
    return checkedWhole<Integer>(workspace, result, overflow);
}

Slot negateDecimal(Workspace& workspace, Arguments arguments) {
    auto number = DecimalNumber::from(arguments[0].text());
    number.digits = -number.digits;
    return Slot::bytes(Kind::Decimal, workspace.keep(number.canonical()));
}

}  // namespace

Function arithmeticOperator(TokenKind operation, Type type) {
    if (type.isDecimal()) return decimalOperator(operation);
    return type.element == AttributeType::Number ? wholeOperator<std::int32_t>(operation)
                                                 : wholeOperator<std::int64_t>(operation);
}

Function comparisonOperator(TokenKind operation) {
    switch (operation) {
        case TokenKind::Equal:
            return compared<TokenKind::Equal>;
        case TokenKind::NotEqual:
            return compared<TokenKind::NotEqual>;
        case TokenKind::Less:
            return compared<TokenKind::Less>;
        case TokenKind::LessOrEqual:
            return compared<TokenKind::LessOrEqual>;
        case TokenKind::Greater:
            return compared<TokenKind::Greater>;
        default:
            return compared<TokenKind::GreaterOrEqual>;
    }
}

Function negation(Type type) {
    if (type.isDecimal()) return negateDecimal;
    return type.element == AttributeType::Number ? negateWhole<std::int32_t>
                                                 : negateWhole<std::int64_t>;
}

Slot concatenate(Workspace& workspace, Arguments arguments) {
    const auto parts = workspace.slots(arguments.size());
    std::size_t size = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Slot& part = arguments[i];
        const bool ready = part.kind() == Kind::Text || part.isNull();
        parts[i] = ready ? part : Slot::text(displayOf(workspace, part));
        size += parts[i].text().size();
    }
    if (size > kMaxTextBytes) return workspace.fail("the text would be longer than 1 MiB");
    char* const out = workspace.bytes(size);
    char* next = out;
    for (const auto& part : parts) next = std::ranges::copy(part.text(), next).out;
    return Slot::text({out, size});
}

Slot negateTruth(Workspace&, Arguments arguments) {
    return Slot::boolean(!arguments[0].truth());
}

Slot wholeToDecimal(Workspace& workspace, Arguments arguments) {
    return Slot::bytes(Kind::Decimal, displayOf(workspace, arguments[0]));
}

bool areEqual(const Slot& left, const Slot& right) {
    if (left.isNull() || right.isNull()) return left.isNull() && right.isNull();
    return compare(left, right) == 0;
}

std::string_view displayOf(Workspace& workspace, const Slot& value) {
    using identity::schema::displayText;
    switch (value.kind()) {
        case Kind::Whole: {
            char* out = workspace.bytes(24);
            const auto written = std::to_chars(out, out + 24, value.whole());
            return {out, static_cast<std::size_t>(written.ptr - out)};
        }
        case Kind::Boolean:
            return value.truth() ? "true" : "false";
        case Kind::DateTime:
            return workspace.keep(base::toIso({value.whole()}));
        case Kind::Guid:
            return workspace.keep(displayText(AttributeType::Guid, value.text()));
        case Kind::Binary:
            return workspace.keep(displayText(AttributeType::Binary, value.text()));
        case Kind::Text:
        case Kind::Decimal:
            return value.text();
        case Kind::Null:
        case Kind::List:
        case Kind::Pattern:
            break;
    }
    return {};
}

}  // namespace jim::synchronisation::expression::impl
