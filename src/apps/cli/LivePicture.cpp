#include "apps/cli/LivePicture.hpp"

#include "apps/cli/TerminalText.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jim::apps::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{200};
constexpr std::chrono::seconds kTimeToRead{5};

}  // namespace

void LivePicture::notice(std::string sentence) {
    notice_ = std::move(sentence);
    noticeDrawnAt_.reset();
    noticeMayGo_ = false;
    waiting_ = true;
}

void LivePicture::footer(std::string text) {
    footer_ = std::move(text);
    waiting_ = true;
}

std::optional<LivePicture::Time> LivePicture::due() const {
    if (!waiting_) return std::nullopt;
    return drawnAt_ ? *drawnAt_ + kBetweenDrawings : Time::min();
}

std::vector<std::string> LivePicture::below() const {
    std::vector<std::string> lines;
    const auto columns = window().columns;
    for (const auto* text : {&notice_, &footer_})
        if (!text->empty()) lines.push_back(truncated(neutralised(*text), columns));
    return lines;
}

std::size_t LivePicture::room() const {
    const auto rows = std::max<std::size_t>(window().rows, 2) - 1;
    return rows - std::min(rows, below().size());
}

void LivePicture::draw(std::vector<std::string> lines, Time now) {
    if (noticeMayGo_ && noticeDrawnAt_ && now - *noticeDrawnAt_ >= kTimeToRead) notice_.clear();
    if (!noticeDrawnAt_) noticeDrawnAt_ = now;
    lines.resize(std::min(lines.size(), room()));
    std::ranges::move(below(), std::back_inserter(lines));
    const auto size = window();
    console_.print(screen_.draw(lines, size.columns, size.rows));
    drawnAt_ = now;
    waiting_ = false;
}

void LivePicture::leave(std::vector<std::string> lines) {
    notice_.clear();
    auto footer = std::exchange(footer_, {});
    draw(std::move(lines), drawnAt_.value_or(Time{}));
    letStand();
    footer_ = std::move(footer);
    waiting_ = true;
}

void LivePicture::finish(std::vector<std::string> lines) {
    if (std::exchange(finished_, true)) return;
    if (!drawnAt_ && lines.empty() && notice_.empty()) return;
    footer_.clear();
    if (!lines.empty()) notice_.clear();
    draw(std::move(lines), drawnAt_.value_or(Time{}));
}

}  // namespace jim::apps::cli
