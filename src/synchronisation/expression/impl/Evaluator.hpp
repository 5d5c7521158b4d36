#pragma once

#include "foundation/base/Result.hpp"
#include "synchronisation/expression/impl/Program.hpp"

namespace jim::synchronisation::expression::impl {

[[nodiscard]] base::Result<Outcome> run(const Program& program, const Inputs& inputs,
                                        Workspace& workspace);

}  // namespace jim::synchronisation::expression::impl
