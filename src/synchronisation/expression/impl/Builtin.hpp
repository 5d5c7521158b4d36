#pragma once

#include "synchronisation/expression/FunctionInfo.hpp"
#include "synchronisation/expression/impl/Slot.hpp"
#include "synchronisation/expression/impl/Workspace.hpp"

#include <span>
#include <string_view>

namespace jim::synchronisation::expression::impl {

/// What runs when a function or operator is called. Arguments have the types its declaration
/// says; null comes only where it takes it.
using Function = Slot (*)(Workspace& workspace, std::span<const Slot> arguments);

/// How a call is compiled: most evaluate all arguments, two only those that count.
enum class Form { Call, Conditional, Coalescing };

/// A function's declaration and what runs it.
struct Builtin {
    FunctionInfo info;
    Function run = nullptr;
    Form form = Form::Call;
};

/// The functions of each area, declared in the file of its name.
[[nodiscard]] std::span<const Builtin> textFunctions();
[[nodiscard]] std::span<const Builtin> searchFunctions();
[[nodiscard]] std::span<const Builtin> unicodeFunctions();
[[nodiscard]] std::span<const Builtin> listFunctions();
[[nodiscard]] std::span<const Builtin> logicFunctions();
[[nodiscard]] std::span<const Builtin> conversionFunctions();
[[nodiscard]] std::span<const Builtin> dateFunctions();
[[nodiscard]] std::span<const Builtin> directoryFunctions();
[[nodiscard]] std::span<const Builtin> regexFunctions();
[[nodiscard]] std::span<const Builtin> randomFunctions();

/// By name or alias, in any case; nullptr when there is none.
[[nodiscard]] const Builtin* findBuiltin(std::string_view name);

/// The known name most like `name`, for "did you mean"; empty when none is.
[[nodiscard]] std::string_view similarBuiltin(std::string_view name);

}  // namespace jim::synchronisation::expression::impl
