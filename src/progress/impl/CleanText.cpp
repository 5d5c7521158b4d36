#include "progress/impl/CleanText.hpp"

#include <algorithm>
#include <cstdint>

namespace jim::progress {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0;  ///< 0: not valid here.
};

std::size_t lengthOf(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

CodePoint decode(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const auto length = lengthOf(lead);
    if (length == 0 || length > text.size()) return {};
    if (length == 1) return {lead, 1};
    auto value = static_cast<std::uint32_t>(lead & (0xFFU >> (length + 1)));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (next & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return {};
    return {value, length};
}

bool isBlank(std::uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

bool isHarmful(std::uint32_t c) {
    const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return control || turns;
}

}  // namespace

std::string cleanText(std::string_view text, std::size_t maximum) {
    const bool plain = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (plain && text.size() <= maximum) return std::string{text};
    std::string clean;
    clean.reserve(std::min(text.size(), maximum));
    std::size_t cut = 0;  // Where the ellipsis still fits.
    while (!text.empty()) {
        const auto point = decode(text);
        std::string_view piece = point.bytes == 0 ? kReplacement : text.substr(0, point.bytes);
        if (isBlank(point.value) && point.bytes != 0)
            piece = " ";
        else if (isHarmful(point.value) && point.bytes != 0)
            piece = {};
        text.remove_prefix(point.bytes == 0 ? 1 : point.bytes);
        if (clean.size() + piece.size() > maximum) {
            clean.resize(cut);
            if (cut + kEllipsis.size() <= maximum) clean += kEllipsis;
            return clean;
        }
        clean += piece;
        if (clean.size() + kEllipsis.size() <= maximum) cut = clean.size();
    }
    return clean;
}

}  // namespace jim::progress
