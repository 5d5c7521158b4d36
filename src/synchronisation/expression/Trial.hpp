#pragma once

#include "foundation/base/Result.hpp"
#include "identity/schema/Value.hpp"
#include "synchronisation/expression/Expression.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::synchronisation::expression {

/// An attribute that somebody makes up to try an expression.
struct TrialAttribute {
    std::string name;
    AttributeType type = AttributeType::Text;
    Plurality plurality = Plurality::SingleValued;
    std::vector<std::string> values;  ///< As people write them (identity::schema::parseValue).
};

struct TrialResult {
    Type type;
    std::vector<std::string> values;  ///< As people read them; empty for null.
};

/// Compiles and evaluates once, for administrators who try an expression before they save it. The
/// error is InvalidInput, as of compile, evaluate or a value that is not of its type.
[[nodiscard]] base::Result<TrialResult> tryExpression(std::string_view source,
                                                      std::span<const TrialAttribute> mv,
                                                      std::span<const TrialAttribute> cs,
                                                      base::Timestamp now);

}  // namespace jim::synchronisation::expression
