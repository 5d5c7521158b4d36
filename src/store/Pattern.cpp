#include "store/Pattern.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::store {
namespace {

/// The length of the UTF-8 character that starts here.
std::size_t characterAt(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return end - at;
}

}  // namespace

std::optional<std::string> containsPattern(std::string_view search) {
    if (search.empty()) return std::nullopt;
    std::string pattern{"%"};
    for (const char c : search) {
        if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
        pattern.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    pattern.push_back('%');
    return pattern;
}

bool matchesPattern(std::string_view text, std::string_view pattern) {
    // On a mismatch the last `%` takes one character more: linear for one, never exponential.
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '%') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && pattern[p] == '_') {
            t += characterAt(text, t);
            ++p;
        } else if (p < pattern.size() &&
                   base::equalsIgnoringCase(text.substr(t, 1), pattern.substr(p, 1))) {
            ++t;
            ++p;
        } else if (star != std::string_view::npos) {
            starText += characterAt(text, starText);
            t = starText;
            p = star + 1;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '%') ++p;
    return p == pattern.size();
}

}  // namespace jim::store
