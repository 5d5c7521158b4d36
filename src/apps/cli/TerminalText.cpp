#include "apps/cli/TerminalText.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace jim::apps::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "…";

struct Character {
    UChar32 code = -1;  ///< Negative: no UTF-8.
    std::string_view bytes;
};

/// Calls `each` for one code point after another until it says false.
template <class Each>
void walk(std::string_view text, Each each) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
    for (std::int32_t at = 0; at < length;) {
        const auto start = at;
        UChar32 code = -1;
        U8_NEXT(bytes, at, length, code);  // NOLINT(bugprone-inc-dec-in-conditions): ICU's way.
        const auto piece =
            text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
        if (!each(Character{code, piece})) return;
    }
}

bool isHarmful(UChar32 code) {
    if (code < 0) return true;
    const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    const bool turnsDirection = (code >= 0x202A && code <= 0x202E) ||
                                (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
                                code == 0x200F || code == 0x061C;
    const bool separator = code == 0x2028 || code == 0x2029;
    return control || turnsDirection || separator || code == 0xFEFF;
}

std::size_t columnsOf(UChar32 code) {
    switch (u_charType(code)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
            return code == 0xAD ? 1 : 0;
        default:
            break;
    }
    if (code >= 0x1160 && code <= 0x11FF) return 0;  // Vowels and finals join a Hangul syllable.
    const auto width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string neutralised(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    walk(text, [&](const Character& character) {
        result += isHarmful(character.code) ? kReplacement : character.bytes;
        return true;
    });
    return result;
}

std::size_t columnsOf(std::string_view text) {
    std::size_t columns = 0;
    walk(text, [&](const Character& character) {
        columns += character.code < 0 ? 1 : columnsOf(character.code);
        return true;
    });
    return columns;
}

std::string truncated(std::string_view text, std::size_t columns) {
    if (columnsOf(text) <= columns) return std::string{text};
    if (columns == 0) return {};
    std::string result;
    std::size_t used = 0;
    walk(text, [&](const Character& character) {
        used += character.code < 0 ? 1 : columnsOf(character.code);
        if (used > columns - 1) return false;
        result += character.bytes;
        return true;
    });
    return result.append(kEllipsis);
}

std::string padded(std::string_view text, std::size_t columns, Align align) {
    const auto width = columnsOf(text);
    const std::string blanks(columns > width ? columns - width : 0, ' ');
    return align == Align::Left ? std::string{text} + blanks : blanks + std::string{text};
}

bool sameName(std::string_view a, std::string_view b) {
    const auto folded = [](std::string_view text) {
        return icu::UnicodeString::fromUTF8(
                   icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())})
            .foldCase();
    };
    return folded(a) == folded(b);
}

}  // namespace jim::apps::cli
