#include "apps/cli/WatchView.hpp"

#include "apps/cli/Table.hpp"
#include "apps/cli/TerminalText.hpp"
#include "apps/cli/Wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace jim::apps::cli {
namespace {

std::string stepText(const Snapshot& run) {
    if (run.terminal) return spaced(run.status);
    if (run.state != "running" || run.currentStep == 0 || run.totalSteps == 0) {
        auto state = run.state;
        std::ranges::replace(state, '_', ' ');
        return state;
    }
    return fmt::format("{}/{} {}", run.currentStep, run.totalSteps, run.phase);
}

std::string healthWord(const Snapshot& run) {
    if (run.terminal || run.state != "running") return {};
    auto word = run.health;
    std::ranges::replace(word, '_', ' ');
    return word;
}

std::string rateText(const Snapshot& run) {
    if (run.terminal || run.isLost() || !run.objectsPerSecond) return {};
    return grouped(static_cast<std::int64_t>(std::min(*run.objectsPerSecond, 1e15)));
}

std::string leftText(const Snapshot& run) {
    if (run.terminal || run.isLost() || !run.remaining) return {};
    return durationText(run.remaining->p50);
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// What a column shows of a run, and from which width on there is room for it.
struct RunColumn {
    Column column;
    std::string (*text)(const Snapshot&);
    std::size_t fromWidth = 0;
};

std::vector<RunColumn> runColumns() {
    return {
        {{"Run", Align::Left, true},
         [](const Snapshot& run) { return runName(run.targetContext, run.targetName); }},
        {{"Step", Align::Left, true}, stepText},
        {{"Done", Align::Right},
         [](const Snapshot& run) {
             return run.percent && !run.terminal ? percentText(*run.percent) : std::string{};
         }},
        {{"Objects", Align::Right},
         [](const Snapshot& run) { return grouped(run.counts.processed); },
         50},
        {{"Per second", Align::Right}, rateText, 90},
        {{"Errors", Align::Right}, [](const Snapshot& run) { return grouped(run.errors); }, 60},
        {{"Left", Align::Right}, leftText},
        {{"Health"}, healthWord, 70},
        {{"Activity"}, [](const Snapshot& run) { return run.activityId; }, 130},
    };
}

std::string headline(const WatchMoment& moment) {
    const auto shown =
        std::ranges::count_if(moment.runs, [](const Snapshot& run) { return !run.terminal; });
    auto text = moment.active == 0 ? std::string{"Nothing is queued or running"}
                                   : fmt::format("{} queued or running", grouped(moment.active));
    if (moment.active > shown) text += fmt::format(", the first {} of them shown", grouped(shown));
    const auto ended = static_cast<std::int64_t>(moment.runs.size()) - shown;
    if (ended > 0) text += fmt::format(", {} ended just now", grouped(ended));
    return text;
}

/// The part of the table's rows that is shown: always with the selected one.
struct Range {
    std::size_t first = 0;
    std::size_t count = 0;
};

Range visible(std::size_t all, std::size_t selected, std::size_t room) {
    const auto count = std::min(all, std::max<std::size_t>(room, 1));
    const auto first = selected < count ? 0 : selected - count + 1;
    return {first, count};
}

}  // namespace

std::vector<std::string> runTable(const std::vector<Snapshot>& runs, std::size_t width) {
    const bool unlimited = width == 0;
    std::vector<Column> columns;
    const auto all = runColumns();
    for (const auto& each : all)
        if (unlimited || width >= each.fromWidth) columns.push_back(each.column);
    Table table{columns};
    for (const auto& run : runs) {
        std::vector<std::string> cells;
        for (const auto& each : all)
            if (unlimited || width >= each.fromWidth) cells.push_back(each.text(run));
        table.add(std::move(cells));
    }
    return linesOf(table.text(width));
}

std::vector<std::string> watchView(const WatchMoment& moment, std::size_t width, std::size_t rows,
                                   Glyphs glyphs) {
    constexpr std::size_t kMark = 2;
    std::vector<std::string> lines{truncated(headline(moment), width)};
    if (moment.runs.empty() || width <= kMark) return lines;

    const auto selected = std::min(moment.selected, moment.runs.size() - 1);
    auto details = followView(moment.runs[selected], width, glyphs);
    if (moment.withErrors)
        std::ranges::move(recentErrors(moment.runs[selected], width), std::back_inserter(details));
    const auto around = lines.size() + 1;  // The titles.
    const auto forTable = rows > around ? rows - around : 0;
    const auto apart = details.size() + 1;
    const bool roomy = forTable > apart;
    const auto part = visible(moment.runs.size(), selected, roomy ? forTable - apart : forTable);

    const auto table = runTable(moment.runs, width - kMark);
    lines.push_back("  " + table.front());
    for (auto at = part.first; at < part.first + part.count; ++at)
        lines.push_back((at == selected ? "> " : "  ") + table[at + 1]);
    if (roomy) {
        lines.emplace_back();
        std::ranges::move(details, std::back_inserter(lines));
    }
    return lines;
}

}  // namespace jim::apps::cli
