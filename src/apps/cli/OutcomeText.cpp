#include "apps/cli/OutcomeText.hpp"

#include "apps/cli/FollowView.hpp"
#include "apps/cli/TerminalText.hpp"
#include "apps/cli/Wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jim::apps::cli {
namespace {

std::string countsText(const RunCounts& counts) {
    std::vector<std::string> parts;
    const auto add = [&](std::int64_t number, std::string_view what) {
        if (number > 0) parts.push_back(fmt::format("{} {}", grouped(number), what));
    };
    add(counts.created, "created");
    add(counts.updated, "updated");
    add(counts.deleted, "deleted");
    add(counts.unchanged, "unchanged");
    add(counts.skipped, "skipped");
    add(counts.failed, "failed");
    auto text = counted(counts.processed, "object", "objects");
    if (!parts.empty()) text += fmt::format(": {}", fmt::join(parts, ", "));
    return text;
}

}  // namespace

std::vector<std::string> outcomeText(const Outcome& outcome, const RunCounts& counts) {
    std::vector<std::string> lines;
    auto first = fmt::format("{}: {}", runName(outcome.targetContext, outcome.targetName),
                             spaced(outcome.status));
    if (!outcome.duration.empty()) first += fmt::format(" after {}", spanText(outcome.duration));
    lines.push_back(first);
    if (counts.processed > 0) lines.push_back(countsText(counts));
    if (!outcome.message.empty()) lines.push_back(outcome.message);
    if (outcome.errors > 0)
        lines.push_back(fmt::format("{}. See them: jim activity items {} --errors",
                                    counted(outcome.errors, "error", "errors"),
                                    outcome.activityId));
    for (auto& line : lines) line = neutralised(line);
    return lines;
}

}  // namespace jim::apps::cli
