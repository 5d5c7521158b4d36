#include "synchronisation/expression/TextCase.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

/// Two texts, folded when the third argument says that case does not count.
struct Pair {
    std::string_view text;
    std::string_view part;
};

Pair pairOf(Workspace& workspace, Arguments arguments) {
    const Pair plain{arguments[0].text(), arguments[1].text()};
    if (arguments.size() < 3 || !arguments[2].truth()) return plain;
    return {workspace.keep(foldCase(plain.text)), workspace.keep(foldCase(plain.part))};
}

/// Null contains nothing, and nothing contains null.
bool eitherIsNull(Arguments arguments) {
    return arguments[0].isNull() || arguments[1].isNull();
}

Slot contains(Workspace& workspace, Arguments arguments) {
    if (eitherIsNull(arguments)) return Slot::boolean(false);
    const auto [text, part] = pairOf(workspace, arguments);
    return Slot::boolean(findIn(text, part) != std::string_view::npos);
}

Slot startsWith(Workspace& workspace, Arguments arguments) {
    if (eitherIsNull(arguments)) return Slot::boolean(false);
    const auto [text, part] = pairOf(workspace, arguments);
    return Slot::boolean(text.starts_with(part));
}

Slot endsWith(Workspace& workspace, Arguments arguments) {
    if (eitherIsNull(arguments)) return Slot::boolean(false);
    const auto [text, part] = pairOf(workspace, arguments);
    return Slot::boolean(text.ends_with(part));
}

Slot indexOf(Workspace&, Arguments arguments) {
    const auto text = arguments[0].text();
    const bool later = arguments.size() > 2 && arguments[2].whole() > 0;
    const std::size_t from =
        later ? offsetOf(text, static_cast<std::size_t>(arguments[2].whole())) : 0;
    const std::size_t found = findIn(text, arguments[1].text(), from);
    if (found == std::string_view::npos) return Slot::whole(-1);
    return Slot::whole(static_cast<std::int64_t>(codePoints(text.substr(0, found))));
}

constexpr Parameter kSearchedText{"text", Accepts::Text, Arity::Required, true};
constexpr Parameter kPart{"part", Accepts::Text, Arity::Required, true};
constexpr Parameter kIgnoreCase{"ignoreCase", Accepts::Boolean, Arity::Optional, true};

constexpr Builtin kSearchFunctions[] = {
    {{"Text",
      "Contains",
      "",
      {kSearchedText, kPart, kIgnoreCase},
      Gives::Boolean,
      true,
      "Whether part occurs in the text; false when either is null.",
      R"(Contains("Sales North", "north", true) -> true)"},
     contains},
    {{"Text",
      "StartsWith",
      "",
      {kSearchedText, kPart, kIgnoreCase},
      Gives::Boolean,
      true,
      "Whether the text starts with part; false when either is null.",
      R"(StartsWith("EXT-42", "EXT-") -> true)"},
     startsWith},
    {{"Text",
      "EndsWith",
      "",
      {kSearchedText, kPart, kIgnoreCase},
      Gives::Boolean,
      true,
      "Whether the text ends with part; false when either is null.",
      R"(EndsWith("a@example.com", "@example.com") -> true)"},
     endsWith},
    {{"Text",
      "IndexOf",
      "",
      {{"text", Accepts::Text},
       {"part", Accepts::Text},
       {"start", Accepts::Whole, Arity::Optional}},
      Gives::Number,
      true,
      "The position of the first occurrence of part (the first character is 0), at or after "
      "start; -1 when there is none.",
      R"(IndexOf("a@example.com", "@") -> 1)"},
     indexOf},
};

}  // namespace

std::span<const Builtin> searchFunctions() {
    return kSearchFunctions;
}

}  // namespace jim::synchronisation::expression::impl
