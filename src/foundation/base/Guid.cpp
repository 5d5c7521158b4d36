#include "foundation/base/Guid.hpp"

#include "foundation/base/Random.hpp"

namespace jim::base {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void store(Guid& guid, std::size_t at, std::size_t count, std::uint64_t value) {
    for (std::size_t i = 0; i < count; ++i)
        guid.bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * (count - 1 - i)));
}

std::uint64_t read(const Guid& guid, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | guid.bytes[at + i];
    return value;
}

}  // namespace

Guid newGuid(Timestamp when) {
    Guid guid;
    randomBytes(guid.bytes);
    store(guid, 0, 6, static_cast<std::uint64_t>(when.micros / 1000));
    guid.bytes[6] = static_cast<std::uint8_t>((guid.bytes[6] & 0x0f) | 0x70);
    guid.bytes[8] = static_cast<std::uint8_t>((guid.bytes[8] & 0x3f) | 0x80);
    return guid;
}

std::string toText(const Guid& guid) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < guid.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += kHex[guid.bytes[i] >> 4];
        text += kHex[guid.bytes[i] & 15];
    }
    return text;
}

std::optional<Guid> parseGuid(std::string_view text) {
    if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
    const bool hyphens = text.size() == 36;
    if (!hyphens && text.size() != 32) return std::nullopt;
    Guid guid;
    std::size_t digit = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (hyphens && (i == 8 || i == 13 || i == 18 || i == 23)) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        const int value = hexValue(text[i]);
        if (value < 0) return std::nullopt;
        auto& byte = guid.bytes[digit / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
        ++digit;
    }
    return guid;
}

Guid sequenceGuid(std::uint64_t space, std::uint16_t kind, std::int64_t sequence) {
    Guid guid;
    store(guid, 0, 6, space);
    store(guid, 6, 2, 0x8000U | (kind & 0x0fffU));
    store(guid, 8, 8,
          0x8000'0000'0000'0000U | (static_cast<std::uint64_t>(sequence) & ~(3ULL << 62)));
    return guid;
}

std::optional<std::int64_t> sequenceOf(const Guid& guid, std::uint64_t space, std::uint16_t kind) {
    const std::uint64_t low = read(guid, 8, 8);
    if (read(guid, 0, 6) != (space & 0xffff'ffff'ffffU)) return std::nullopt;
    if (read(guid, 6, 2) != (0x8000U | (kind & 0x0fffU)) || low >> 62 != 2) return std::nullopt;
    return static_cast<std::int64_t>(low & ~(3ULL << 62));
}

}  // namespace jim::base
