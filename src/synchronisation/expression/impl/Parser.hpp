#pragma once

#include "foundation/base/Result.hpp"
#include "synchronisation/expression/impl/Tree.hpp"

#include <vector>

namespace jim::synchronisation::expression::impl {

/// What the tokens say, by precedence from weak to strong: `?:`, `??`, `||`, `&&`, `== !=`,
/// `< <= > >=`, `+ -`, `* / %`, `! -`. `?:` and `??` group to the right, the others to the left.
[[nodiscard]] base::Result<Tree> parse(const std::vector<Token>& tokens);

}  // namespace jim::synchronisation::expression::impl
