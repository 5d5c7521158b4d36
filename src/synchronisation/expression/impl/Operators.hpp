#pragma once

#include "synchronisation/expression/Type.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/Token.hpp"

namespace jim::synchronisation::expression::impl {

/// What runs a binary operator whose operands have the common type `type`.
[[nodiscard]] Function arithmeticOperator(TokenKind operation, Type type);
[[nodiscard]] Function comparisonOperator(TokenKind operation);
/// Negation of a number of `type`.
[[nodiscard]] Function negation(Type type);

/// Joins the text forms of its arguments; null is empty.
Slot concatenate(Workspace& workspace, std::span<const Slot> arguments);
Slot negateTruth(Workspace& workspace, std::span<const Slot> arguments);
Slot wholeToDecimal(Workspace& workspace, std::span<const Slot> arguments);

/// Equality of two values of one type; null equals null only.
[[nodiscard]] bool areEqual(const Slot& left, const Slot& right);

/// A value as people read it, in the workspace or where it was; empty for null and lists.
[[nodiscard]] std::string_view displayOf(Workspace& workspace, const Slot& value);

}  // namespace jim::synchronisation::expression::impl
