#pragma once

#include "foundation/base/Result.hpp"
#include "synchronisation/expression/impl/Token.hpp"

#include <string_view>
#include <vector>

namespace jim::synchronisation::expression::impl {

/// The tokens of well-formed UTF-8, the last of which is End.
[[nodiscard]] base::Result<std::vector<Token>> tokenise(std::string_view source);

}  // namespace jim::synchronisation::expression::impl
