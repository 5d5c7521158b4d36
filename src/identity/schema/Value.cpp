#include "identity/schema/Value.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace jim::identity::schema {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<bool> truth(std::string_view text) {
    for (const std::string_view yes : {"true", "yes", "1"})
        if (base::equalsIgnoringCase(text, yes)) return true;
    for (const std::string_view no : {"false", "no", "0"})
        if (base::equalsIgnoringCase(text, no)) return false;
    return std::nullopt;
}

std::optional<Value> parseNumber(AttributeType type, std::string_view text) {
    const auto value = wholeNumber(text);
    if (!value) return std::nullopt;
    if (type == AttributeType::LongNumber) return Value::longNumber(*value);
    if (*value < std::numeric_limits<std::int32_t>::min() ||
        *value > std::numeric_limits<std::int32_t>::max())
        return std::nullopt;
    return Value::number(static_cast<std::int32_t>(*value));
}

/// Length of the well-formed sequence at `at`, 0 when there is none (RFC 3629, table 3-7).
std::size_t sequenceLength(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool second = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F);
        return tail(1) && tail(2) && !second ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool second = (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F);
        return tail(1) && tail(2) && tail(3) && !second ? 4 : 0;
    }
    return 0;
}

}  // namespace

Value Value::text(std::string_view value) {
    return {AttributeType::Text, std::string{value}};
}
Value Value::number(std::int32_t value) {
    return {AttributeType::Number, integerBytes(value)};
}
Value Value::longNumber(std::int64_t value) {
    return {AttributeType::LongNumber, integerBytes(value)};
}
Value Value::dateTime(base::Timestamp value) {
    return {AttributeType::DateTime, integerBytes(value.micros)};
}
Value Value::boolean(bool value) {
    return {AttributeType::Boolean, std::string(1, value ? '\1' : '\0')};
}
Value Value::guid(const base::Guid& value) {
    return {AttributeType::Guid, std::string(value.bytes.begin(), value.bytes.end())};
}
Value Value::binary(std::string_view value) {
    return {AttributeType::Binary, std::string{value}};
}
Value Value::reference(std::string_view externalId) {
    return {AttributeType::Reference, std::string{externalId}};
}

std::optional<Value> Value::decimal(std::string_view plain) {
    auto canonical = canonicalDecimal(plain);
    if (!canonical) return std::nullopt;
    return Value{AttributeType::Decimal, std::move(*canonical)};
}

std::int64_t integerOf(std::string_view bytes) {
    if (bytes.size() != 8) return 0;
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(value ^ (1ULL << 63));
}

std::string integerBytes(std::int64_t value) {
    const std::uint64_t flipped = static_cast<std::uint64_t>(value) ^ (1ULL << 63);
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(flipped >> (56 - 8 * i));
    return bytes;
}

std::optional<std::string> canonicalDecimal(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto point = text.find('.');
    std::string_view whole = text.substr(0, point);
    std::string_view part =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() && part.empty()) return std::nullopt;
    const auto digits = [](std::string_view t) {
        return std::ranges::all_of(t, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!digits(whole) || !digits(part)) return std::nullopt;
    while (!whole.empty() && whole.front() == '0') whole.remove_prefix(1);
    while (!part.empty() && part.back() == '0') part.remove_suffix(1);
    if (whole.size() + part.size() > 28) return std::nullopt;
    std::string canonical{whole.empty() ? "0" : whole};
    if (!part.empty()) canonical.append(".").append(part);
    return negative && canonical != "0" ? "-" + canonical : canonical;
}

std::optional<Value> parseValue(AttributeType type, std::string_view text) {
    switch (type) {
        case AttributeType::Text:
            return isStorableText(text) ? std::optional{Value::text(text)} : std::nullopt;
        case AttributeType::Reference:
            return isStorableText(text) && !text.empty() ? std::optional{Value::reference(text)}
                                                         : std::nullopt;
        case AttributeType::Number:
        case AttributeType::LongNumber:
            return parseNumber(type, trimmed(text));
        case AttributeType::Decimal:
            return Value::decimal(trimmed(text));
        case AttributeType::DateTime: {
            const auto when = base::parseIso(trimmed(text));
            return when ? std::optional{Value::dateTime(*when)} : std::nullopt;
        }
        case AttributeType::Boolean: {
            const auto value = truth(trimmed(text));
            return value ? std::optional{Value::boolean(*value)} : std::nullopt;
        }
        case AttributeType::Guid: {
            const auto guid = base::parseGuid(trimmed(text));
            return guid ? std::optional{Value::guid(*guid)} : std::nullopt;
        }
        case AttributeType::Binary: {
            const auto bytes = fromBase64(text);
            return bytes ? std::optional{Value::binary(*bytes)} : std::nullopt;
        }
        case AttributeType::NotSet:
            break;
    }
    return std::nullopt;
}

std::string displayText(AttributeType type, std::string_view bytes) {
    switch (type) {
        case AttributeType::Number:
        case AttributeType::LongNumber:
            return std::to_string(integerOf(bytes));
        case AttributeType::DateTime:
            return base::toIso({integerOf(bytes)});
        case AttributeType::Boolean:
            return !bytes.empty() && bytes[0] != '\0' ? "true" : "false";
        case AttributeType::Guid: {
            base::Guid guid;
            std::copy_n(bytes.begin(), std::min(bytes.size(), guid.bytes.size()),
                        guid.bytes.begin());
            return base::toText(guid);
        }
        case AttributeType::Binary:
            return base64(bytes);
        case AttributeType::Text:
        case AttributeType::Decimal:
        case AttributeType::Reference:
        case AttributeType::NotSet:
            break;
    }
    return std::string{bytes};
}

std::string base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= count ? kBase64[group >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

std::optional<std::string> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const bool last = i + 4 == text.size();
        const std::size_t pads = !last ? 0 : text[i + 2] == '=' ? 2 : text[i + 3] == '=' ? 1 : 0;
        if (pads == 2 && text[i + 3] != '=') return std::nullopt;
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const auto digit = k >= 4 - pads ? 0 : kBase64.find(text[i + k]);
            if (digit == std::string_view::npos) return std::nullopt;
            group = group << 6 | static_cast<std::uint32_t>(digit);
        }
        for (std::size_t k = 0; k < 3 - pads; ++k)
            bytes += static_cast<char>(group >> (16 - 8 * k) & 255);
    }
    return bytes;
}

bool isStorableText(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == '\0') return false;
        const std::size_t length = sequenceLength(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

}  // namespace jim::identity::schema
