#include "transport/http/Target.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace jim::transport::http {

namespace {

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool isUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

struct Utf8Form {
    std::uint8_t mask, lead;
    std::size_t following;
    std::uint32_t least;  ///< Below this the form is longer than needed, which is not allowed.
};
constexpr std::array<Utf8Form, 4> kUtf8Forms{
    {{0x80, 0x00, 0, 0}, {0xE0, 0xC0, 1, 0x80}, {0xF0, 0xE0, 2, 0x800}, {0xF8, 0xF0, 3, 0x10000}}};

/// The length of the UTF-8 character at the start of `text`; 0 when there is none.
std::size_t utf8Length(std::string_view text) {
    const auto first = static_cast<std::uint8_t>(text.front());
    const auto form = std::ranges::find_if(
        kUtf8Forms, [&](const Utf8Form& f) { return (first & f.mask) == f.lead; });
    if (form == kUtf8Forms.end() || text.size() <= form->following) return 0;
    std::uint32_t point = first & static_cast<std::uint8_t>(~form->mask);
    for (std::size_t i = 1; i <= form->following; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if ((byte & 0xC0U) != 0x80U) return 0;
        point = (point << 6U) | (byte & 0x3FU);
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return point < form->least || surrogate || point > 0x10FFFF ? 0 : form->following + 1;
}

bool isText(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = text.front() == '\0' ? 0 : utf8Length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

/// What stands before `separator`, which is taken off `rest` together with it.
std::string_view takeUntil(std::string_view& rest, char separator) {
    const std::size_t end = rest.find(separator);
    const std::string_view taken = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return taken;
}

bool parseQuery(std::string_view text, Target& target) {
    while (!text.empty()) {
        std::string_view value = takeUntil(text, '&');
        if (value.empty()) continue;
        const std::string_view key = takeUntil(value, '=');
        auto decodedKey = percentDecode(key, PlusSign::Space);
        auto decodedValue = percentDecode(value, PlusSign::Space);
        if (!decodedKey || !decodedValue) return false;
        target.query.emplace_back(std::move(*decodedKey), std::move(*decodedValue));
    }
    return true;
}

/// Takes `http://authority` off an absolute-form target.
bool takeAuthority(std::string_view& text, Target& target) {
    constexpr std::string_view kScheme = "http://";
    if (!base::equalsIgnoringCase(text.substr(0, kScheme.size()), kScheme)) return false;
    text.remove_prefix(kScheme.size());
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    target.authority = text.substr(0, end);
    text.remove_prefix(end);
    return !target.authority.empty();
}

}  // namespace

std::optional<Target> parseTarget(std::string_view text) {
    Target target;
    if (text == "*") {
        target.path = text;
        return target;
    }
    if (text.contains('#')) return std::nullopt;
    if (!text.starts_with('/') && !takeAuthority(text, target)) return std::nullopt;
    const std::string_view path = takeUntil(text, '?');
    target.path = path.empty() ? "/" : path;
    if (!percentDecode(target.path, PlusSign::Itself) || !parseQuery(text, target))
        return std::nullopt;
    return target;
}

std::vector<std::string> pathSegments(std::string_view path) {
    if (path.starts_with('/')) path.remove_prefix(1);
    if (path.ends_with('/')) path.remove_suffix(1);
    std::vector<std::string> segments;
    while (!path.empty()) {
        const bool slashAtEnd = path.find('/') == path.size() - 1;
        const std::string_view segment = takeUntil(path, '/');
        segments.push_back(percentDecode(segment, PlusSign::Itself).value_or(std::string{segment}));
        if (slashAtEnd) segments.emplace_back();
    }
    return segments;
}

std::optional<std::string> percentDecode(std::string_view text, PlusSign plus) {
    // Most of what is asked for stands for itself.
    const bool plain = std::ranges::all_of(text, [plus](char c) {
        return c > 0 && c != '%' && (c != '+' || plus != PlusSign::Space);
    });
    if (plain) return std::string{text};
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == PlusSign::Space) {
            decoded.push_back(' ');
        } else if (text[i] == '%') {
            if (text.size() - i < 3) return std::nullopt;
            const int high = hexDigit(text[i + 1]);
            const int low = hexDigit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            decoded.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            decoded.push_back(text[i]);
        }
    }
    if (!isText(decoded)) return std::nullopt;
    return decoded;
}

std::string percentEncode(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (isUnreserved(c)) {
            encoded.push_back(c);
            continue;
        }
        const auto byte = static_cast<std::uint8_t>(c);
        encoded.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
    return encoded;
}

std::optional<std::string> hostOf(std::string_view authority) {
    std::string_view host;
    if (authority.starts_with('[')) {
        authority.remove_prefix(1);
        if (!authority.contains(']')) return std::nullopt;
        host = takeUntil(authority, ']');
        if (!authority.empty() && !authority.starts_with(':')) return std::nullopt;
        if (!authority.empty()) authority.remove_prefix(1);
    } else {
        host = takeUntil(authority, ':');
    }
    const bool portOfDigits =
        std::ranges::all_of(authority, [](char c) { return c >= '0' && c <= '9'; });
    if (host.empty() || !portOfDigits || host.find_first_of("@/\\ ") != std::string_view::npos)
        return std::nullopt;
    std::string lower{host};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return lower;
}

}  // namespace jim::transport::http
