#include "synchronisation/expression/TextCase.hpp"

#include "foundation/base/EnumText.hpp"
#include "synchronisation/expression/impl/CodePoint.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

namespace jim::synchronisation::expression {
namespace {

constexpr std::uint32_t kWholeText = U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_BREAK_ADJUSTMENT;

using Mapping = void (*)(icu::StringPiece text, icu::ByteSink& sink, UErrorCode& status);

std::string map(std::string_view text, Mapping mapping) {
    std::string out;
    out.reserve(text.size());
    icu::StringByteSink<std::string> sink{&out};
    UErrorCode status = U_ZERO_ERROR;
    mapping({text.data(), static_cast<std::int32_t>(text.size())}, sink, status);
    return U_SUCCESS(status) ? out : std::string{text};
}

void titleOf(icu::StringPiece text, icu::ByteSink& sink, UErrorCode& status) {
    icu::CaseMap::utf8ToTitle("", kWholeText, nullptr, text, sink, nullptr, status);
}

bool isWordCharacter(UChar32 c) {
    return c == '\'' || c == 0x2019 || u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

}  // namespace

std::string toUpper(std::string_view text) {
    return map(text, [](icu::StringPiece piece, icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8ToUpper("", 0, piece, sink, nullptr, status);
    });
}

std::string toLower(std::string_view text) {
    return map(text, [](icu::StringPiece piece, icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8ToLower("", 0, piece, sink, nullptr, status);
    });
}

std::string toTitle(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t start = at;
        std::size_t next = at;
        bool inWord = true;
        while (next < text.size() && inWord) {
            at = next;
            const UChar32 c = impl::nextCodePoint(text, next);
            inWord = c >= 0 && isWordCharacter(c);
        }
        if (inWord) at = next;
        out += map(text.substr(start, at - start), titleOf);
        out += text.substr(at, next - at);
        at = next;
    }
    return out;
}

std::string capitalise(std::string_view text) {
    return map(text, [](icu::StringPiece piece, icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8ToTitle("", kWholeText | U_TITLECASE_NO_LOWERCASE, nullptr, piece, sink,
                                  nullptr, status);
    });
}

std::string foldCase(std::string_view text) {
    return map(text, [](icu::StringPiece piece, icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT, piece, sink, nullptr, status);
    });
}

bool equalIgnoringCase(std::string_view left, std::string_view right) {
    if (left == right) return true;
    if (impl::isAscii(left) && impl::isAscii(right)) return base::equalsIgnoringCase(left, right);
    return foldCase(left) == foldCase(right);
}

}  // namespace jim::synchronisation::expression
