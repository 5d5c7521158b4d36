#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/TextCase.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/IcuText.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

Slot checked(Workspace& workspace, std::string_view text) {
    if (text.size() > kMaxTextBytes) return workspace.fail("the text would be longer than 1 MiB");
    return workspace.text(text);
}

/// Letters between `First` and `Last` moved to the other case. All ASCII goes in one pass; the
/// rest is for ICU.
template <char First, char Last, std::string (*Map)(std::string_view)>
Slot mapCase(Workspace& workspace, Arguments arguments) {
    const auto text = arguments[0].text();
    char* const out = workspace.bytes(text.size());
    unsigned char seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        seen |= static_cast<unsigned char>(c);
        out[i] = c >= First && c <= Last ? static_cast<char>(c ^ 0x20) : c;
    }
    if (seen < 0x80) [[likely]]
        return Slot::text({out, text.size()});
    return checked(workspace, Map(text));
}

Slot title(Workspace& workspace, Arguments arguments) {
    return checked(workspace, toTitle(arguments[0].text()));
}

Slot capitaliseFirst(Workspace& workspace, Arguments arguments) {
    return checked(workspace, capitalise(arguments[0].text()));
}

/// The blocks of combining marks that decorate letters. Vowel signs of other scripts are not
/// decoration and stay.
bool isDiacritic(UChar32 c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
           (c >= 0xFE20 && c <= 0xFE2F);
}

Slot removeDiacritics(Workspace& workspace, Arguments arguments) {
    const auto text = arguments[0].text();
    if (isAscii(text)) return arguments[0];
    UErrorCode status = U_ZERO_ERROR;
    const auto* decomposer = icu::Normalizer2::getNFDInstance(status);
    const auto* composer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return workspace.fail("the Unicode data is missing");
    const icu::UnicodeString parts = decomposer->normalize(toIcu(text), status);
    icu::UnicodeString kept;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1))
        if (const UChar32 c = parts.char32At(i); !isDiacritic(c)) kept.append(c);
    std::string& out = workspace.buffer();
    composer->normalize(kept, status).toUTF8String(out);
    if (U_FAILURE(status)) return workspace.fail("the text cannot be normalised");
    return checked(workspace, out);
}

Slot transliterate(Workspace& workspace, Arguments arguments) {
    const auto text = arguments[0].text();
    if (isAscii(text)) return arguments[0];
    const auto* toAscii = workspace.toAscii();
    if (toAscii == nullptr) return workspace.fail("the Unicode data is missing");
    icu::UnicodeString letters = toIcu(text);
    toAscii->transliterate(letters);
    std::string& out = workspace.buffer();
    for (std::int32_t i = 0; i < letters.length(); ++i)
        if (const char16_t c = letters.charAt(i); c != 0 && c < 0x80) out += static_cast<char>(c);
    return checked(workspace, out);
}

constexpr Parameter kUnicodeText{"text", Accepts::Text};

constexpr Builtin kUnicodeFunctions[] = {
    {{"Text",
      "Upper",
      "ToUpper",
      {kUnicodeText},
      Gives::Text,
      true,
      "The text in upper case.",
      R"(Upper("straße") -> "STRASSE")"},
     mapCase<'a', 'z', toUpper>},
    {{"Text",
      "Lower",
      "ToLower",
      {kUnicodeText},
      Gives::Text,
      true,
      "The text in lower case.",
      R"(Lower("ÉVA") -> "éva")"},
     mapCase<'A', 'Z', toLower>},
    {{"Text",
      "Capitalise",
      "Capitalize",
      {kUnicodeText},
      Gives::Text,
      true,
      "The text with its first letter in upper case and the rest as it is.",
      R"(Capitalise("mcDonald") -> "McDonald")"},
     capitaliseFirst},
    {{"Text",
      "Title",
      "TitleCase",
      {kUnicodeText},
      Gives::Text,
      true,
      "The text with the first letter of each word in upper case, the rest in lower case.",
      R"(Title("MARY-JANE smith") -> "Mary-Jane Smith")"},
     title},
    {{"Text",
      "RemoveDiacritics",
      "RemoveAccents",
      {kUnicodeText},
      Gives::Text,
      true,
      "The text with its letters' accents removed; letters of their own, such as ø, stay.",
      R"(RemoveDiacritics("Éva Ñandú") -> "Eva Nandu")"},
     removeDiacritics},
    {{"Text",
      "Transliterate",
      "ToAscii",
      {kUnicodeText},
      Gives::Text,
      true,
      "The text in ASCII, from any script; characters without a counterpart are left out.",
      R"(Transliterate("Łukasz Müße") -> "Lukasz Musse")"},
     transliterate},
};

}  // namespace

std::span<const Builtin> unicodeFunctions() {
    return kUnicodeFunctions;
}

}  // namespace jim::synchronisation::expression::impl
