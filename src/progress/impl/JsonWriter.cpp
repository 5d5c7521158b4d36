#include "progress/impl/JsonWriter.hpp"

#include "progress/impl/CleanText.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace jim::progress {
namespace {

/// How a character stands between quotes. `<`, `>` and `&` are escaped so that a document can stand
/// in a page.
std::string_view escaped(const char& c) {
    switch (c) {
        case '"':
            return "\\\"";
        case '\\':
            return "\\\\";
        case '<':
            return "\\u003c";
        case '>':
            return "\\u003e";
        case '&':
            return "\\u0026";
        default:
            return {&c, 1};
    }
}

constexpr auto kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 0x7F; ++c) plain.at(c) = true;
    for (const char c : std::string_view{"\"\\<>&"})
        plain.at(static_cast<unsigned char>(c)) = false;
    return plain;
}();

/// Most texts are names of ours: nothing in them is to be cleaned or escaped.
bool isPlain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
}

std::size_t escapedSize(std::string_view text) {
    std::size_t size = 0;
    for (const char& c : text) size += escaped(c).size();
    return size;
}

}  // namespace

void JsonWriter::separate() {
    if (needsComma_) out_ += ',';
    needsComma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    needsComma_ = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_ += bracket;
    needsComma_ = true;
    return *this;
}

void JsonWriter::quote(std::string_view text, std::size_t maximum) {
    if (text.size() <= maximum && isPlain(text)) {
        out_.append(1, '"').append(text).append(1, '"');
        return;
    }
    auto clean = cleanText(text, maximum);
    // Escaping makes it longer; then it is cut shorter until it fits.
    while (escapedSize(clean) > maximum) clean = cleanText(clean, clean.size() * 3 / 4);
    out_ += '"';
    for (const char& c : clean) out_ += escaped(c);
    out_ += '"';
}

JsonWriter& JsonWriter::key(Name name) {
    separate();
    out_.append(1, '"').append(name.text()).append("\":");
    needsComma_ = false;
    return *this;
}

JsonWriter& JsonWriter::foreignKey(std::string_view name) {
    separate();
    quote(name, 100);
    out_ += ':';
    needsComma_ = false;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value, std::size_t maximum) {
    separate();
    quote(value, maximum);
    return *this;
}

JsonWriter& JsonWriter::textOrNull(std::string_view value, std::size_t maximum) {
    return value.empty() ? null() : text(value, maximum);
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
    separate();
    const fmt::format_int digits{value};
    out_.append(digits.data(), digits.size());
    return *this;
}

JsonWriter& JsonWriter::number(double value) {
    // Beyond that there are no decimals.
    constexpr double kLargest = 1e15;
    if (!std::isfinite(value)) return null();
    if (std::abs(value) >= kLargest) {
        separate();
        fmt::format_to(std::back_inserter(out_), "{:.0f}", value);
        return *this;
    }
    const auto thousandths = std::llround(value * 1000);
    auto rest = std::abs(thousandths % 1000);
    if (thousandths < 0 && thousandths > -1000) {
        separate();
        out_ += "-0";
    } else {
        integer(thousandths / 1000);
    }
    if (rest == 0) return *this;
    out_ += '.';
    for (auto unit = 100; rest > 0; rest %= unit, unit /= 10)
        out_ += static_cast<char>('0' + rest / unit);
    return *this;
}

JsonWriter& JsonWriter::number(std::optional<double> value) {
    return value ? number(*value) : null();
}

JsonWriter& JsonWriter::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    out_ += "null";
    return *this;
}

}  // namespace jim::progress
