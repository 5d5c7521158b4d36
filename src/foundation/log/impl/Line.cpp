#include "foundation/log/impl/Line.hpp"

#include <fmt/format.h>

#include <cmath>

namespace jim::log::impl {
namespace {

/// The length of the UTF-8 sequence at the start of `text`; 0 when there is none.
std::size_t sequenceLength(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    for (std::size_t at = 1; at < length; ++at)
        if ((byte(at) & 0xC0) != 0x80) return 0;
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F)) return 0;
    if ((lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return 0;
    return length;
}

void appendEscaped(std::string& to, std::string_view text) {
    while (!text.empty()) {
        const auto length = sequenceLength(text);
        const auto c = static_cast<unsigned char>(text.front());
        if (length == 0) {
            to += "\xEF\xBF\xBD";
        } else if (c == '"' || c == '\\') {
            to += '\\';
            to += text.front();
        } else if (c == '\n') {
            to += "\\n";
        } else if (c < 0x20 || c == 0x7F) {
            to += fmt::format("\\u{:04x}", c);
        } else {
            to += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

/// For lines that people read: only what would break the line or the terminal is escaped.
void appendPlain(std::string& to, std::string_view text) {
    while (!text.empty()) {
        const auto length = sequenceLength(text);
        const auto c = static_cast<unsigned char>(text.front());
        const bool c1 = length == 2 && c == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
        if (length == 0 || c1)
            to += "\xEF\xBF\xBD";
        else if (c < 0x20 || c == 0x7F)
            to += c == '\n' ? std::string{"\\n"} : fmt::format("\\x{:02x}", c);
        else
            to += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

void appendQuoted(std::string& to, std::string_view text) {
    to += '"';
    appendEscaped(to, text);
    to += '"';
}

bool needsQuotes(std::string_view text) {
    if (text.empty()) return true;
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '\\' || c == '=' || c == 0x7F)
            return true;
    return false;
}

std::string numberText(const Field::Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* number = std::get_if<double>(&value))
        return std::isfinite(*number) ? fmt::format("{}", *number) : "null";
    return fmt::format("{}", std::get<std::int64_t>(value));
}

}  // namespace

std::string textLine(base::Timestamp when, Level level, std::string_view message,
                     std::span<const Field> fields) {
    auto line = fmt::format("{} {:<7} ", base::toIso(when), toText(level));
    appendPlain(line, message);
    for (const auto& field : fields) {
        line += ' ';
        appendPlain(line, field.name);
        line += '=';
        const auto* text = std::get_if<std::string_view>(&field.value);
        if (text == nullptr)
            line += numberText(field.value);
        else if (needsQuotes(*text))
            appendQuoted(line, *text);
        else
            appendPlain(line, *text);
    }
    return line;
}

std::string jsonLine(base::Timestamp when, Level level, std::string_view message,
                     std::span<const Field> fields) {
    auto line =
        fmt::format(R"({{"time":"{}","level":"{}","message":)", base::toIso(when), toText(level));
    appendQuoted(line, message);
    for (const auto& field : fields) {
        line += ',';
        appendQuoted(line, field.name);
        line += ':';
        if (const auto* text = std::get_if<std::string_view>(&field.value))
            appendQuoted(line, *text);
        else
            line += numberText(field.value);
    }
    return line + '}';
}

}  // namespace jim::log::impl
