#include "apps/cli/FollowDisplay.hpp"

#include "apps/cli/FollowView.hpp"
#include "apps/cli/TerminalText.hpp"

#include <algorithm>
#include <iterator>

namespace jim::apps::cli {

void ScreenDisplay::show(const Snapshot& snapshot, const std::string&) {
    snapshot_ = snapshot;
    picture_.settle();
    picture_.changed();
}

void ScreenDisplay::toggleErrors() {
    withErrors_ = !withErrors_;
    picture_.changed();
}

void ScreenDisplay::resumed() {
    picture_.letStand();
    picture_.changed();
}

std::vector<std::string> ScreenDisplay::lines() const {
    if (!snapshot_) return {};
    const auto width = picture_.window().columns;
    auto lines = followView(*snapshot_, width, picture_.glyphs());
    if (withErrors_ && !snapshot_->terminal)
        std::ranges::move(recentErrors(*snapshot_, width), std::back_inserter(lines));
    return lines;
}

void ScreenDisplay::draw(Time now) {
    picture_.draw(lines(), now);
}

void ScreenDisplay::another(const std::string& sentence) {
    auto last = lines();
    last.push_back(truncated(neutralised(sentence), picture_.window().columns));
    picture_.leave(std::move(last));
    snapshot_.reset();
}

void ScreenDisplay::finish() {
    picture_.finish(lines());
}

void LineDisplay::show(const Snapshot& snapshot, const std::string&) {
    for (const auto& line : lines_.update(snapshot)) console_.print(line + '\n');
}

void LineDisplay::another(const std::string& sentence) {
    notice(sentence);
    lines_ = {};
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

void TraceDisplay::show(const Snapshot&, const std::string& document) {
    if (const auto line = lines_.lineOf(document); !line.empty()) console_.print(line);
}

void TraceDisplay::notice(const std::string& sentence) {
    console_.complain(sentence);
}

std::unique_ptr<FollowDisplay> makeDisplay(Console& console, FollowForm form) {
    if (form == FollowForm::Json) return std::make_unique<JsonDisplay>(console);
    if (form == FollowForm::Trace) return std::make_unique<TraceDisplay>(console);
    if (console.drawable()) return std::make_unique<ScreenDisplay>(console);
    return std::make_unique<LineDisplay>(console);
}

}  // namespace jim::apps::cli
