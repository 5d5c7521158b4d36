#pragma once

#include "foundation/base/Result.hpp"
#include "synchronisation/expression/impl/Program.hpp"
#include "synchronisation/expression/impl/Tree.hpp"

namespace jim::synchronisation::expression::impl {

/// The parameter that argument number `index` is for.
[[nodiscard]] const Parameter& parameterOf(const FunctionInfo& info, std::size_t index);

/// Finds a call's function, checks the arguments' number and types, and sets the call's type.
[[nodiscard]] base::Status checkCall(Tree& tree, Node& call, Program& program);

/// Marks a whole number for widening when it is wanted as a Decimal.
inline void widen(Node& node, Type wanted) {
    node.toDecimal = wanted.isDecimal() && node.type.isWhole();
}

}  // namespace jim::synchronisation::expression::impl
