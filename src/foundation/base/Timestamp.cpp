#include "foundation/base/Timestamp.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace jim::base {
namespace {

using namespace std::chrono;

/// Reads exactly `digits` decimal digits at `at` and moves past them.
std::optional<int> number(std::string_view text, std::size_t& at, std::size_t digits) {
    if (at + digits > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    at += digits;
    return value;
}

/// The last `digits` decimal digits of a number.
void append(std::string& text, std::int64_t number, std::size_t digits) {
    text.append(digits, '0');
    for (auto at = text.rbegin(); digits-- > 0; number /= 10)
        *at++ = static_cast<char>('0' + number % 10);
}

bool literal(std::string_view text, std::size_t& at, char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
}

/// One to seven digits after the point, as microseconds (the seventh digit is dropped).
std::optional<std::int64_t> fraction(std::string_view text, std::size_t& at) {
    std::int64_t micros = 0;
    std::size_t digits = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits)
        if (digits < 6) micros = micros * 10 + (text[at] - '0');
    if (digits == 0 || digits > 7) return std::nullopt;
    for (; digits < 6; ++digits) micros *= 10;
    return micros;
}

/// `Z`, `+hh:mm`, `-hh:mm` or nothing, in minutes east of UTC.
std::optional<int> offset(std::string_view text, std::size_t& at) {
    if (at == text.size()) return 0;
    if (text[at] == 'Z' || text[at] == 'z') {
        ++at;
        return 0;
    }
    const bool west = text[at] == '-';
    if (!west && text[at] != '+') return std::nullopt;
    ++at;
    const auto hours = number(text, at, 2);
    if (!hours || !literal(text, at, ':')) return std::nullopt;
    const auto minutes = number(text, at, 2);
    if (!minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    const int east = *hours * 60 + *minutes;
    return west ? -east : east;
}

std::optional<std::int64_t> timeOfDay(std::string_view text, std::size_t& at) {
    const auto hour = number(text, at, 2);
    if (!hour || !literal(text, at, ':')) return std::nullopt;
    const auto minute = number(text, at, 2);
    if (!minute) return std::nullopt;
    int second = 0;
    std::int64_t micros = 0;
    if (literal(text, at, ':')) {
        const auto seconds = number(text, at, 2);
        if (!seconds) return std::nullopt;
        second = *seconds;
        if (literal(text, at, '.')) {
            const auto part = fraction(text, at);
            if (!part) return std::nullopt;
            micros = *part;
        }
    }
    if (*hour > 23 || *minute > 59 || second > 59) return std::nullopt;
    return (*hour * 3600LL + *minute * 60LL + second) * 1'000'000LL + micros;
}

}  // namespace

std::string toIso(Timestamp when) {
    const sys_time<microseconds> instant{microseconds{when.micros}};
    const auto day = floor<days>(instant);
    const year_month_day date{day};
    const hh_mm_ss time{instant - day};
    const auto year = static_cast<int>(date.year());
    std::string text = year < 0 || year > 9999 ? std::to_string(year) : std::string{};
    text.reserve(32);
    if (text.empty()) append(text, year, 4);
    append(text += '-', static_cast<unsigned>(date.month()), 2);
    append(text += '-', static_cast<unsigned>(date.day()), 2);
    append(text += 'T', time.hours().count(), 2);
    append(text += ':', time.minutes().count(), 2);
    append(text += ':', time.seconds().count(), 2);
    append(text += '.', time.subseconds().count(), 6);
    return text += 'Z';
}

std::optional<Timestamp> parseIso(std::string_view text) {
    std::size_t at = 0;
    const auto y = number(text, at, 4);
    if (!y || *y == 0 || !literal(text, at, '-')) return std::nullopt;
    const auto m = number(text, at, 2);
    if (!m || !literal(text, at, '-')) return std::nullopt;
    const auto d = number(text, at, 2);
    if (!d) return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                              day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return std::nullopt;
    std::int64_t micros = duration_cast<microseconds>(sys_days{date}.time_since_epoch()).count();
    if (at == text.size()) return Timestamp{micros};
    if (!literal(text, at, 'T') && !literal(text, at, 't') && !literal(text, at, ' '))
        return std::nullopt;
    const auto time = timeOfDay(text, at);
    if (!time) return std::nullopt;
    const auto east = offset(text, at);
    if (!east || at != text.size()) return std::nullopt;
    return Timestamp{micros + *time - *east * 60'000'000LL};
}

std::string toSpan(microseconds duration) {
    const bool negative = duration.count() < 0;
    const auto total = static_cast<std::uint64_t>(std::llabs(duration.count()));
    const auto seconds = total / 1'000'000;
    std::array<char, 64> buffer{};
    std::string text = negative ? "-" : "";
    if (seconds >= 86'400) text += std::to_string(seconds / 86'400) + ".";
    std::snprintf(buffer.data(), buffer.size(), "%02u:%02u:%02u",
                  static_cast<unsigned>(seconds / 3600 % 24),
                  static_cast<unsigned>(seconds / 60 % 60), static_cast<unsigned>(seconds % 60));
    text += buffer.data();
    if (const auto part = total % 1'000'000; part != 0) {
        std::snprintf(buffer.data(), buffer.size(), ".%06u0", static_cast<unsigned>(part));
        text += buffer.data();
    }
    return text;
}

std::optional<microseconds> parseSpan(std::string_view text) {
    std::size_t at = 0;
    const bool negative = literal(text, at, '-');
    std::int64_t dayCount = 0;
    if (const auto dot = text.find('.'); dot != std::string_view::npos && dot < text.find(':')) {
        if (dot == at || dot - at > 8) return std::nullopt;
        const auto parsed = number(text, at, dot - at);
        if (!parsed) return std::nullopt;
        dayCount = *parsed;
        ++at;
    }
    const auto time = timeOfDay(text, at);
    if (!time || at != text.size() || text.size() < 8) return std::nullopt;
    const std::int64_t micros = dayCount * 86'400'000'000LL + *time;
    return microseconds{negative ? -micros : micros};
}

}  // namespace jim::base
