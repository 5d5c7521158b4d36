#pragma once

#include "foundation/base/Result.hpp"
#include "synchronisation/expression/impl/Program.hpp"
#include "synchronisation/expression/impl/Tree.hpp"

namespace jim::synchronisation::expression::impl {

/// Writes the code of a checked tree into `program`. Fails for a bad regular expression only.
[[nodiscard]] base::Status generate(const Tree& tree, Program& program);

}  // namespace jim::synchronisation::expression::impl
