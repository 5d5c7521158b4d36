#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

/// ACCOUNTDISABLE of userAccountControl.
constexpr std::int64_t kAccountDisabled = 2;

Slot hasBit(Workspace&, Arguments arguments) {
    if (arguments[0].isNull() || arguments[1].isNull()) return Slot::boolean(false);
    const std::int64_t bits = arguments[1].whole();
    return Slot::boolean(bits != 0 && (arguments[0].whole() & bits) == bits);
}

Slot setBit(Workspace&, Arguments arguments) {
    return Slot::whole(arguments[0].whole() | arguments[1].whole());
}

Slot clearBit(Workspace&, Arguments arguments) {
    return Slot::whole(arguments[0].whole() & ~arguments[1].whole());
}

Slot enableUser(Workspace&, Arguments arguments) {
    return Slot::whole(arguments[0].whole() & ~kAccountDisabled);
}

Slot disableUser(Workspace&, Arguments arguments) {
    return Slot::whole(arguments[0].whole() | kAccountDisabled);
}

/// Whether RFC 4514 wants a backslash before this character, wherever it stands.
bool isSpecial(char c) {
    return std::string_view{"\"+,;<>\\"}.find(c) != std::string_view::npos;
}

Slot escapeDn(Workspace& workspace, Arguments arguments) {
    const auto text = arguments[0].text();
    std::string& out = workspace.buffer();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool first = i == 0 && (c == ' ' || c == '#');
        const bool last = i + 1 == text.size() && c == ' ';
        if (first || last || isSpecial(c)) out += '\\';
        out += c;
    }
    if (out.size() == text.size()) return arguments[0];
    if (out.size() > kMaxTextBytes) return workspace.fail("the text would be longer than 1 MiB");
    return workspace.text(out);
}

constexpr Parameter kWholeValue{"value", Accepts::Whole};
constexpr Parameter kBits{"bits", Accepts::Whole};

constexpr Builtin kDirectoryFunctions[] = {
    {{"Bits",
      "HasBit",
      "",
      {{"value", Accepts::Whole, Arity::Required, true},
       {"bits", Accepts::Whole, Arity::Required, true}},
      Gives::Boolean,
      true,
      "Whether all the bits (1, 2, 4, 8 and so on, or their sum) are set; false for null.",
      "HasBit(514, 2) -> true"},
     hasBit},
    {{"Bits",
      "SetBit",
      "",
      {kWholeValue, kBits},
      Gives::Whole,
      true,
      "The value with the bits set.",
      "SetBit(512, 2) -> 514"},
     setBit},
    {{"Bits",
      "ClearBit",
      "",
      {kWholeValue, kBits},
      Gives::Whole,
      true,
      "The value with the bits cleared.",
      "ClearBit(514, 2) -> 512"},
     clearBit},
    {{"Directory",
      "EnableUser",
      "",
      {{"userAccountControl", Accepts::Whole}},
      Gives::Whole,
      true,
      "The userAccountControl of an enabled account: bit 2 cleared.",
      "EnableUser(514) -> 512"},
     enableUser},
    {{"Directory",
      "DisableUser",
      "",
      {{"userAccountControl", Accepts::Whole}},
      Gives::Whole,
      true,
      "The userAccountControl of a disabled account: bit 2 set.",
      "DisableUser(512) -> 514"},
     disableUser},
    {{"Directory",
      "EscapeDN",
      "",
      {{"text", Accepts::Text}},
      Gives::Text,
      true,
      "The text as a value in a distinguished name (RFC 4514).",
      R"("CN=" + EscapeDN("Smith, Jane") -> "CN=Smith\\, Jane")"},
     escapeDn},
};

}  // namespace

std::span<const Builtin> directoryFunctions() {
    return kDirectoryFunctions;
}

}  // namespace jim::synchronisation::expression::impl
