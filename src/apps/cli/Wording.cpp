#include "apps/cli/Wording.hpp"

#include "foundation/base/Timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace jim::apps::cli {

std::string grouped(std::int64_t number) {
    auto digits = fmt::format("{}", number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (auto at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string durationText(double seconds) {
    constexpr double kLongest = 1e12;
    if (!std::isfinite(seconds)) return "?";
    seconds = std::clamp(seconds, 0.0, kLongest);
    if (seconds < 10) return fmt::format("{:.1f} s", std::floor(seconds * 10) / 10);
    const auto whole = static_cast<std::int64_t>(seconds);
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    if (whole < 86'400) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
    return fmt::format("{} d {:02} h", grouped(whole / 86'400), whole % 86'400 / 3600);
}

std::string percentText(double percent) {
    if (!std::isfinite(percent)) return "?";
    // The server has truncated already: what it sends as 45.7 must not become 45.6 here.
    constexpr double kRounding = 1e-6;
    const double tenths = std::floor(std::clamp(percent, 0.0, 100.0) * 10 + kRounding);
    return fmt::format("{:.1f} %", tenths / 10);
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string shortTime(std::string_view iso) {
    const bool looksRight = iso.size() >= 19 && iso[4] == '-' && iso[10] == 'T' && iso[13] == ':';
    if (!looksRight) return std::string{iso};
    return fmt::format("{} {}", iso.substr(0, 10), iso.substr(11, 8));
}

std::string timeOfDay(std::string_view iso) {
    constexpr std::size_t kDate = 11;
    const auto text = shortTime(iso);
    return text.size() < iso.size() ? text.substr(kDate) : text;
}

std::string spaced(std::string_view enumName) {
    std::string words;
    for (const char c : enumName) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital && !words.empty()) words += ' ';
        words += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

std::string spanText(std::string_view span) {
    const auto duration = base::parseSpan(span);
    if (!duration) return std::string{span};
    return durationText(std::chrono::duration<double>(*duration).count());
}

}  // namespace jim::apps::cli
