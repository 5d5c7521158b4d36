#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/CodePoint.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

/// A count as people give it: what is negative is none.
std::size_t countOf(const Slot& number) {
    return number.whole() < 0 ? 0 : static_cast<std::size_t>(number.whole());
}

bool isBlank(UChar32 c) {
    return c >= 0 && u_isUWhiteSpace(c);
}

std::size_t blanksAtStart(std::string_view text) {
    std::size_t at = 0;
    for (std::size_t next = 0; at < text.size(); at = next)
        if (!isBlank(nextCodePoint(text, next))) break;
    return at;
}

std::size_t endWithoutBlanks(std::string_view text) {
    std::size_t at = text.size();
    for (std::size_t previous = at; at > 0; at = previous)
        if (!isBlank(previousCodePoint(text, previous))) break;
    return at;
}

Slot trimStart(Workspace&, Arguments arguments) {
    const auto text = arguments[0].text();
    return Slot::text(text.substr(blanksAtStart(text)));
}

Slot trimEnd(Workspace&, Arguments arguments) {
    const auto text = arguments[0].text();
    return Slot::text(text.substr(0, endWithoutBlanks(text)));
}

Slot trim(Workspace&, Arguments arguments) {
    auto text = arguments[0].text();
    text = text.substr(0, endWithoutBlanks(text));
    return Slot::text(text.substr(blanksAtStart(text)));
}

Slot left(Workspace&, Arguments arguments) {
    const auto text = arguments[0].text();
    return Slot::text(text.substr(0, offsetOf(text, countOf(arguments[1]))));
}

Slot right(Workspace&, Arguments arguments) {
    const auto text = arguments[0].text();
    return Slot::text(text.substr(offsetFromEnd(text, countOf(arguments[1]))));
}

Slot substring(Workspace&, Arguments arguments) {
    const auto text = arguments[0].text();
    const auto rest = text.substr(offsetOf(text, countOf(arguments[1])));
    if (arguments.size() < 3) return Slot::text(rest);
    return Slot::text(rest.substr(0, offsetOf(rest, countOf(arguments[2]))));
}

Slot length(Workspace&, Arguments arguments) {
    return Slot::whole(static_cast<std::int64_t>(codePoints(arguments[0].text())));
}

Slot replace(Workspace& workspace, Arguments arguments) {
    const auto text = arguments[0].text();
    const auto part = arguments[1].text();
    const auto with = arguments[2].text();
    std::size_t found = part.empty() ? std::string_view::npos : findIn(text, part);
    if (found == std::string_view::npos) return arguments[0];
    std::string& out = workspace.buffer();
    std::size_t at = 0;
    for (; found != std::string_view::npos; found = findIn(text, part, at)) {
        out += text.substr(at, found - at);
        out += with;
        at = found + part.size();
        if (out.size() > kMaxTextBytes)
            return workspace.fail("Replace would make a text longer than 1 MiB");
    }
    out += text.substr(at);
    return workspace.text(out);
}

/// What is missing to `width`, as text; nothing when something is wrong or none is missing.
std::string_view padding(Workspace& workspace, Arguments arguments) {
    const std::string_view pad = arguments.size() < 3 ? " " : arguments[2].text();
    if (codePoints(pad) != 1) {
        workspace.fail("the text to pad with is one character");
        return {};
    }
    const std::size_t width = countOf(arguments[1]);
    const std::size_t has = codePoints(arguments[0].text());
    if (width <= has) return {};
    if (width > kMaxTextBytes / 4) {
        workspace.fail("the width is too large");
        return {};
    }
    const std::size_t size = (width - has) * pad.size();
    char* const out = workspace.bytes(size);
    for (std::size_t at = 0; at < size; at += pad.size()) std::ranges::copy(pad, out + at);
    return {out, size};
}

Slot joined(Workspace& workspace, std::string_view first, std::string_view second) {
    char* const out = workspace.bytes(first.size() + second.size());
    std::ranges::copy(second, std::ranges::copy(first, out).out);
    return Slot::text({out, first.size() + second.size()});
}

Slot padLeft(Workspace& workspace, Arguments arguments) {
    const auto pad = padding(workspace, arguments);
    return pad.empty() ? arguments[0] : joined(workspace, pad, arguments[0].text());
}

Slot padRight(Workspace& workspace, Arguments arguments) {
    const auto pad = padding(workspace, arguments);
    return pad.empty() ? arguments[0] : joined(workspace, arguments[0].text(), pad);
}

constexpr Parameter kText{"text", Accepts::Text};

constexpr Parameter kCount{"count", Accepts::Whole};
constexpr Parameter kWidth{"width", Accepts::Whole};
constexpr Parameter kPad{"pad", Accepts::Text, Arity::Optional};

constexpr Builtin kTextFunctions[] = {
    {{"Text",
      "Trim",
      "",
      {kText},
      Gives::Text,
      true,
      "The text without white space at its start and end.",
      R"(Trim("  a b ") -> "a b")"},
     trim},
    {{"Text",
      "TrimStart",
      "",
      {kText},
      Gives::Text,
      true,
      "The text without white space at its start.",
      R"(TrimStart("  a ") -> "a ")"},
     trimStart},
    {{"Text",
      "TrimEnd",
      "",
      {kText},
      Gives::Text,
      true,
      "The text without white space at its end.",
      R"(TrimEnd(" a  ") -> " a")"},
     trimEnd},
    {{"Text",
      "Left",
      "",
      {kText, kCount},
      Gives::Text,
      true,
      "The first characters of the text, all of it when it has fewer.",
      R"(Left("Zoë", 2) -> "Zo")"},
     left},
    {{"Text",
      "Right",
      "",
      {kText, kCount},
      Gives::Text,
      true,
      "The last characters of the text, all of it when it has fewer.",
      R"(Right("Zoë", 2) -> "oë")"},
     right},
    {{"Text",
      "Substring",
      "Mid",
      {kText, {"start", Accepts::Whole}, {"length", Accepts::Whole, Arity::Optional}},
      Gives::Text,
      true,
      "The characters from position start (the first is 0) to the end, or as many as length "
      "says.",
      R"(Substring("abcdef", 2, 3) -> "cde")"},
     substring},
    {{"Text",
      "Length",
      "",
      {{"text", Accepts::Text, Arity::Required, true}},
      Gives::Number,
      true,
      "The number of characters; 0 for null.",
      R"(Length("Zoë") -> 3)"},
     length},
    {{"Text",
      "Replace",
      "",
      {kText,
       {"part", Accepts::Text, Arity::Required, true},
       {"with", Accepts::Text, Arity::Required, true}},
      Gives::Text,
      true,
      "The text with every occurrence of part replaced; upper and lower case differ.",
      R"(Replace("a-b-c", "-", "") -> "abc")"},
     replace},
    {{"Text",
      "PadLeft",
      "",
      {kText, kWidth, kPad},
      Gives::Text,
      true,
      "The text, filled up on its left to width characters with spaces or the character pad.",
      R"(PadLeft("42", 5, "0") -> "00042")"},
     padLeft},
    {{"Text",
      "PadRight",
      "",
      {kText, kWidth, kPad},
      Gives::Text,
      true,
      "The text, filled up on its right to width characters with spaces or the character pad.",
      R"(PadRight("ab", 4, ".") -> "ab..")"},
     padRight},
};

}  // namespace

std::span<const Builtin> textFunctions() {
    return kTextFunctions;
}

}  // namespace jim::synchronisation::expression::impl
