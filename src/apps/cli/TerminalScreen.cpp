#include "apps/cli/TerminalScreen.hpp"

#include "apps/cli/TerminalText.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::apps::cli {
namespace {

constexpr std::string_view kHideCursor = "\x1b[?25l";
constexpr std::string_view kShowCursor = "\x1b[?25h";
constexpr std::string_view kClearToEndOfLine = "\x1b[K";
constexpr std::string_view kClearBelow = "\x1b[J";

}  // namespace

std::string TerminalScreen::toTop(std::size_t columns) const {
    std::size_t up = 0;
    for (const auto width : drawn_)
        up += std::max<std::size_t>(1, (width + columns - 1) / std::max<std::size_t>(1, columns));
    return up == 0 ? std::string{"\r"} : fmt::format("\r\x1b[{}A", up);
}

std::string TerminalScreen::draw(const std::vector<std::string>& lines, std::size_t columns,
                                 std::size_t rows) {
    const auto count = std::min(lines.size(), std::max<std::size_t>(rows, 2) - 1);
    std::string bytes{kHideCursor};
    bytes += toTop(columns);
    drawn_.clear();
    for (std::size_t at = 0; at < count; ++at) {
        bytes.append(lines[at]).append(kClearToEndOfLine).append("\r\n");
        drawn_.push_back(columnsOf(lines[at]));
    }
    return bytes.append(kClearBelow).append(kShowCursor);
}

std::string TerminalScreen::erase(std::size_t columns) {
    auto bytes = toTop(columns).append(kClearBelow);
    drawn_.clear();
    return bytes;
}

}  // namespace jim::apps::cli
