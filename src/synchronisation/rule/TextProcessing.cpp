#include "synchronisation/rule/TextProcessing.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace jim::synchronisation::rule {
namespace {

icu::UnicodeString fromUtf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

icu::UnicodeString trimmed(const icu::UnicodeString& text) {
    std::int32_t first = 0;
    std::int32_t last = text.length();
    while (first < last && u_isUWhiteSpace(text.char32At(first)) != 0)
        first = text.moveIndex32(first, 1);
    while (last > first && u_isUWhiteSpace(text.char32At(last - 1)) != 0)
        last = text.moveIndex32(last, -1);
    return text.tempSubStringBetween(first, last);
}

/// Every run of white space inside becomes one blank.
icu::UnicodeString collapsed(const icu::UnicodeString& text) {
    icu::UnicodeString result;
    bool blank = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        const bool white = u_isUWhiteSpace(c) != 0;
        if (!white) result.append(c);
        if (white && !blank) result.append(static_cast<UChar32>(' '));
        blank = white;
    }
    return result;
}

void normalise(icu::UnicodeString& text, CaseNormalisation normalisation) {
    const auto& root = icu::Locale::getRoot();
    switch (normalisation) {
        case CaseNormalisation::None:
            break;
        case CaseNormalisation::Upper:
            text.toUpper(root);
            break;
        case CaseNormalisation::Lower:
            text.toLower(root);
            break;
        case CaseNormalisation::Title:
            text.toTitle(nullptr, root);
            break;
    }
}

}  // namespace

std::optional<std::string> processText(std::string_view text, std::uint8_t processing,
                                       CaseNormalisation normalisation) {
    icu::UnicodeString value = fromUtf8(text);
    if ((processing & kTreatWhitespaceAsNoValue) != 0 && trimmed(value).isEmpty())
        return std::nullopt;
    if ((processing & kTrimWhitespace) != 0) value = trimmed(value);
    if ((processing & kCollapseInternalWhitespace) != 0) value = collapsed(value);
    normalise(value, normalisation);
    if (value.isEmpty()) return std::nullopt;
    std::string result;
    value.toUTF8String(result);
    return result;
}

std::string foldCase(std::string_view text) {
    const bool ascii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::string result;
    if (ascii) {
        result.reserve(text.size());
        for (const char c : text)
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        return result;
    }
    fromUtf8(text).foldCase().toUTF8String(result);
    return result;
}

}  // namespace jim::synchronisation::rule
