#include "synchronisation/expression/TextCase.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/CodePoint.hpp"
#include "synchronisation/expression/impl/Operators.hpp"

#include <unicode/uchar.h>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

Slot eq(Workspace&, Arguments arguments) {
    const bool fold = arguments.size() > 2 && arguments[2].truth();
    if (fold && arguments[0].kind() == Kind::Text && arguments[1].kind() == Kind::Text)
        return Slot::boolean(equalIgnoringCase(arguments[0].text(), arguments[1].text()));
    return Slot::boolean(areEqual(arguments[0], arguments[1]));
}

Slot isNull(Workspace&, Arguments arguments) {
    return Slot::boolean(arguments[0].isNull());
}

bool isEmpty(const Slot& value) {
    if (value.kind() == Kind::Text) return value.text().empty();
    return value.isNull() || (value.kind() == Kind::List && value.items().empty());
}

Slot isNullOrEmpty(Workspace&, Arguments arguments) {
    return Slot::boolean(isEmpty(arguments[0]));
}

Slot isNullOrWhiteSpace(Workspace&, Arguments arguments) {
    const auto text = arguments[0].text();
    for (std::size_t at = 0; at < text.size();) {
        const UChar32 c = nextCodePoint(text, at);
        if (c < 0 || !u_isUWhiteSpace(c)) return Slot::boolean(false);
    }
    return Slot::boolean(true);
}

constexpr Parameter kCondition{"condition", Accepts::Boolean, Arity::Required, true};
constexpr Parameter kAnything{"value", Accepts::Anything, Arity::Required, true};

constexpr Builtin kLogicFunctions[] = {
    {{"Logic",
      "IIF",
      "If",
      {kCondition,
       {"then", Accepts::Same, Arity::Required, true},
       {"otherwise", Accepts::Same, Arity::Required, true}},
      Gives::Same,
      true,
      "One value when the condition is true, the other when it is false or null; the same as "
      "condition ? then : otherwise.",
      R"(IIF(2 > 1, "yes", "no") -> "yes")"},
     nullptr,
     Form::Conditional},
    {{"Logic",
      "Coalesce",
      "",
      {{"value", Accepts::Same, Arity::Repeated, true}},
      Gives::Same,
      true,
      "The first of the values that is not null; the same as a ?? b.",
      R"(Coalesce(null, "a", "b") -> "a")"},
     nullptr,
     Form::Coalescing},
    {{"Logic",
      "Eq",
      "Equals",
      {{"left", Accepts::SameValue, Arity::Required, true},
       {"right", Accepts::SameValue, Arity::Required, true},
       {"ignoreCase", Accepts::Boolean, Arity::Optional, true}},
      Gives::Boolean,
      true,
      "Whether two values are equal, for texts without regard to case if ignoreCase is true.",
      R"(Eq("Sales", "SALES", true) -> true)"},
     eq},
    {{"Logic",
      "Not",
      "",
      {{"value", Accepts::Boolean, Arity::Required, true}},
      Gives::Boolean,
      true,
      "True for false and null, false for true; the same as !value.",
      "Not(false) -> true"},
     negateTruth},
    {{"Logic",
      "IsNull",
      "",
      {kAnything},
      Gives::Boolean,
      true,
      "Whether there is no value.",
      "IsNull(null) -> true"},
     isNull},
    {{"Logic",
      "IsNullOrEmpty",
      "",
      {kAnything},
      Gives::Boolean,
      true,
      "Whether there is no value or an empty text.",
      R"(IsNullOrEmpty("") -> true)"},
     isNullOrEmpty},
    {{"Logic",
      "IsNullOrWhiteSpace",
      "",
      {{"text", Accepts::Text, Arity::Required, true}},
      Gives::Boolean,
      true,
      "Whether there is no text or nothing but white space.",
      R"(IsNullOrWhiteSpace("  ") -> true)"},
     isNullOrWhiteSpace},
};

}  // namespace

std::span<const Builtin> logicFunctions() {
    return kLogicFunctions;
}

}  // namespace jim::synchronisation::expression::impl
