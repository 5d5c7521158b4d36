#include "progress/redis/impl/PointText.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace jim::progress::redis::impl {
namespace {

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return value;
}

std::string_view word(std::string_view& text) {
    const auto blank = std::min(text.find(' '), text.size());
    const auto found = text.substr(0, blank);
    text.remove_prefix(std::min(blank + 1, text.size()));
    return found;
}

}  // namespace

std::string toText(const HistoryPoint& point) {
    const auto rate = point.objectsPerSecond ? fmt::format("{}", *point.objectsPerSecond) : "-";
    return fmt::format("{} {} {}", point.at.micros, point.processed, rate);
}

std::optional<HistoryPoint> parsePoint(std::string_view text) {
    const auto at = number<std::int64_t>(word(text));
    const auto processed = number<std::int64_t>(word(text));
    const auto rateText = word(text);
    if (!at || !processed || *at < 0 || *processed < 0 || !text.empty()) return std::nullopt;
    if (rateText == "-") return HistoryPoint{{*at}, *processed, std::nullopt};
    const auto rate = number<double>(rateText);
    if (!rate || !std::isfinite(*rate)) return std::nullopt;
    return HistoryPoint{{*at}, *processed, rate};
}

}  // namespace jim::progress::redis::impl
