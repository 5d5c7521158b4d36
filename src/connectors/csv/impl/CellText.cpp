#include "connectors/csv/impl/CellText.hpp"

#include "identity/schema/Value.hpp"

#include <algorithm>

namespace jim::connectors::csv::impl {
namespace {

constexpr std::size_t kLongestListPart = 64;
constexpr std::size_t kExcerpt = 100;
constexpr std::string_view kBlank = " \t\r\n";

}  // namespace

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool takePart(std::string_view& rest, char delimiter, std::string_view& part) {
    while (!rest.empty()) {
        const auto at = rest.find(delimiter);
        part = rest.substr(0, at);
        rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
        if (!part.empty()) return true;
    }
    return false;
}

bool looksLikeList(std::string_view text, char delimiter) {
    if (delimiter == '\0' || text.find(delimiter) == std::string_view::npos) return false;
    for (;;) {
        const auto at = text.find(delimiter);
        const auto part = text.substr(0, at);
        if (part.empty() || part.size() > kLongestListPart || trimmed(part).size() != part.size())
            return false;
        if (at == std::string_view::npos) return true;
        text.remove_prefix(at + 1);
    }
}

std::optional<std::string> valueOf(schema::AttributeType type, std::string_view text,
                                   char decimalPoint) {
    if (type == schema::AttributeType::Decimal && decimalPoint != '.') {
        std::string pointed{text};
        if (pointed.find('.') != std::string::npos) return std::nullopt;
        std::ranges::replace(pointed, decimalPoint, '.');
        return valueOf(type, pointed, '.');
    }
    auto value = schema::parseValue(type, text);
    if (!value) return std::nullopt;
    return std::move(value->bytes);
}

std::string textOf(schema::AttributeType type, std::string_view bytes, char decimalPoint) {
    std::string text = schema::displayText(type, bytes);
    if (type == schema::AttributeType::Decimal) std::ranges::replace(text, '.', decimalPoint);
    return text;
}

void appendCell(std::string& out, std::string_view text, char delimiter) {
    const bool bordered =
        !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.front() == '\t');
    const auto needs = [delimiter](char c) {
        return c == delimiter || c == '"' || c == '\n' || c == '\r';
    };
    if (!bordered && std::ranges::none_of(text, needs)) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

std::string excerpt(std::string_view text) {
    if (text.size() <= kExcerpt) return std::string{text};
    std::size_t end = kExcerpt;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string{text.substr(0, end)} + "...";
}

}  // namespace jim::connectors::csv::impl
