#include "apps/cli/FollowDisplay.hpp"

#include "apps/cli/FollowView.hpp"
#include "apps/cli/TerminalText.hpp"

#include <algorithm>

namespace jim::apps::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{200};

}  // namespace

void ScreenDisplay::show(const Snapshot& snapshot, const std::string&) {
    snapshot_ = snapshot;
    notice_.clear();
    waiting_ = true;
}

void ScreenDisplay::notice(const std::string& sentence) {
    notice_ = sentence;
    waiting_ = true;
}

std::optional<FollowDisplay::Time> ScreenDisplay::due() const {
    if (!waiting_) return std::nullopt;
    return drawnAt_ ? *drawnAt_ + kBetweenDrawings : Time::min();
}

void ScreenDisplay::draw(Time now) {
    const auto window = console_.window();
    std::vector<std::string> lines;
    if (snapshot_) lines = followView(*snapshot_, window.columns, console_.glyphs());
    if (!notice_.empty()) lines.push_back(truncated(neutralised(notice_), window.columns));
    console_.print(screen_.draw(lines, window.columns, window.rows));
    drawnAt_ = now;
    waiting_ = false;
}

void ScreenDisplay::finish() {
    // The last picture stays, whatever the time since the one before.
    if (waiting_) draw(drawnAt_.value_or(Time{}));
}

void LineDisplay::show(const Snapshot& snapshot, const std::string&) {
    for (const auto& line : lines_.update(snapshot)) console_.print(line + '\n');
}

void LineDisplay::notice(const std::string& sentence) {
    console_.print(neutralised(sentence) + '\n');
}

void JsonDisplay::show(const Snapshot&, const std::string& document) {
    // Outside of its texts, where JSON has none, a newline is only a blank.
    auto line = document;
    std::ranges::replace(line, '\n', ' ');
    console_.print(line + '\n');
}

void JsonDisplay::notice(const std::string& sentence) {
    console_.complain(sentence);
}

std::unique_ptr<FollowDisplay> makeDisplay(Console& console, bool json) {
    if (json) return std::make_unique<JsonDisplay>(console);
    if (console.drawable()) return std::make_unique<ScreenDisplay>(console);
    return std::make_unique<LineDisplay>(console);
}

}  // namespace jim::apps::cli
