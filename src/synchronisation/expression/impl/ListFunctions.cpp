#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/TextCase.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/Operators.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

#include <algorithm>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

std::size_t piecesOf(std::string_view text, std::string_view separator) {
    std::size_t count = 1;
    for (std::size_t at = findIn(text, separator); at != std::string_view::npos; ++count)
        at = findIn(text, separator, at + separator.size());
    return count;
}

Slot split(Workspace& workspace, Arguments arguments) {
    auto text = arguments[0].text();
    const auto separator = arguments[1].text();
    const bool keepEmpty = arguments.size() > 2 && arguments[2].truth();
    if (separator.empty()) return workspace.fail("Split needs a separator that is not empty");
    const std::size_t most = piecesOf(text, separator);
    if (most > kMaxListItems) return workspace.fail("Split would give more than 100000 values");
    const auto items = workspace.slots(most);
    std::size_t count = 0;
    while (true) {
        const std::size_t end = findIn(text, separator);
        const auto piece = text.substr(0, end);
        if (keepEmpty || !piece.empty()) items[count++] = Slot::text(piece);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + separator.size());
    }
    return count == 0 ? Slot{} : Slot::list(items.first(count));
}

Slot join(Workspace& workspace, Arguments arguments) {
    const auto separator = arguments[1].text();
    std::string& out = workspace.buffer();
    bool first = true;
    for (const auto& item : arguments[0].items()) {
        if (!first) out += separator;
        first = false;
        out += displayOf(workspace, item);
        if (out.size() > kMaxTextBytes)
            return workspace.fail("Join would make a text longer than 1 MiB");
    }
    return workspace.text(out);
}

Slot collectionContains(Workspace&, Arguments arguments) {
    const Slot& value = arguments[1];
    const bool fold = arguments.size() > 2 && arguments[2].truth() && value.kind() == Kind::Text;
    return Slot::boolean(std::ranges::any_of(arguments[0].items(), [&](const Slot& item) {
        return fold ? equalIgnoringCase(item.text(), value.text()) : areEqual(item, value);
    }));
}

Slot collectionCount(Workspace&, Arguments arguments) {
    return Slot::whole(static_cast<std::int64_t>(arguments[0].items().size()));
}

Slot first(Workspace&, Arguments arguments) {
    return arguments[0].items().empty() ? Slot{} : arguments[0].items().front();
}

Slot last(Workspace&, Arguments arguments) {
    return arguments[0].items().empty() ? Slot{} : arguments[0].items().back();
}

constexpr Parameter kList{"list", Accepts::List};
constexpr Parameter kMaybeList{"list", Accepts::List, Arity::Required, true};

constexpr Builtin kListFunctions[] = {
    {{"Lists",
      "Split",
      "",
      {{"text", Accepts::Text},
       {"separator", Accepts::Text},
       {"keepEmpty", Accepts::Boolean, Arity::Optional, true}},
      Gives::TextList,
      true,
      "The pieces of the text between separators, without empty ones unless keepEmpty is true.",
      R"(Split("a;b;;c", ";") -> ["a", "b", "c"])"},
     split},
    {{"Lists",
      "Join",
      "",
      {kList, {"separator", Accepts::Text, Arity::Required, true}},
      Gives::Text,
      true,
      "The values of the list as one text, with the separator between them.",
      R"(Join(Split("a;b", ";"), ", ") -> "a, b")"},
     join},
    {{"Lists",
      "First",
      "",
      {kList},
      Gives::Element,
      true,
      "The first value of the list; an attribute's values are in ascending order.",
      R"(First(Split("a;b", ";")) -> "a")"},
     first},
    {{"Lists",
      "Last",
      "",
      {kList},
      Gives::Element,
      true,
      "The last value of the list; an attribute's values are in ascending order.",
      R"(Last(Split("a;b", ";")) -> "b")"},
     last},
    {{"Lists",
      "CollectionContains",
      "",
      {kMaybeList,
       {"value", Accepts::Element, Arity::Required, true},
       {"ignoreCase", Accepts::Boolean, Arity::Optional, true}},
      Gives::Boolean,
      true,
      "Whether the value is in the list; false for null.",
      R"(CollectionContains(Split("a;b", ";"), "B", true) -> true)"},
     collectionContains},
    {{"Lists",
      "CollectionCount",
      "",
      {kMaybeList},
      Gives::Number,
      true,
      "The number of values in the list; 0 for null.",
      R"(CollectionCount(Split("a;b", ";")) -> 2)"},
     collectionCount},
};

}  // namespace

std::span<const Builtin> listFunctions() {
    return kListFunctions;
}

}  // namespace jim::synchronisation::expression::impl
