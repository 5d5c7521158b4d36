#pragma once

#include "foundation/base/Result.hpp"
#include "synchronisation/expression/impl/Program.hpp"
#include "synchronisation/expression/impl/Tree.hpp"

namespace jim::synchronisation::expression::impl {

/// Finds the meaning of names and the type of every node, and writes them into the tree; the
/// attributes that are read, and whether the result is deterministic, into the program.
[[nodiscard]] base::Status checkTypes(Tree& tree, const Names& names, Program& program);

}  // namespace jim::synchronisation::expression::impl
