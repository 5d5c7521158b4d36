#include "apps/cli/FollowView.hpp"

#include "apps/cli/TerminalText.hpp"
#include "apps/cli/Wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace jim::apps::cli {
namespace {

std::string_view markText(StepMark mark, Glyphs glyphs) {
    const bool unicode = glyphs == Glyphs::Unicode;
    switch (mark) {
        case StepMark::Pending:
            return unicode ? "·" : ".";
        case StepMark::Active:
            return unicode ? "▶" : ">";
        case StepMark::Completed:
            return unicode ? "✓" : "+";
        case StepMark::Skipped:
            return "-";
        case StepMark::Failed:
            return unicode ? "✗" : "x";
    }
    return "?";
}

std::string wordsOf(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// `running, healthy`
std::string stateText(const Snapshot& snapshot) {
    const auto state = wordsOf(snapshot.state);
    const bool tells = snapshot.state == "running" && !snapshot.health.empty() &&
                       snapshot.source != "degraded";  // The database does not know it.
    return tells ? fmt::format("{}, {}", state, wordsOf(snapshot.health)) : state;
}

/// Reasons as the server's table names them; one that is not in ours is shown as it is.
std::string reasonText(const std::string& reason) {
    if (reason == "warming_up") return "no estimate yet";
    if (reason == "unknown_total") return "no estimate without a total";
    if (reason == "stalled") return "no estimate while nothing moves";
    if (reason == "finishing") return "finishing";
    if (reason == "queued") return "waiting for its turn";
    if (reason == "paused") return "no estimate while it is paused";
    return wordsOf(reason);
}

std::string basisText(const std::string& basis) {
    if (basis == "history") return "by earlier runs";
    if (basis == "rate") return "by this run's rate";
    if (basis == "blend") return "by rate and earlier runs";
    return basis.empty() ? basis : "by " + basis;
}

std::string filling(double fraction, std::size_t cells, Glyphs glyphs) {
    const auto full = static_cast<std::size_t>(
        std::floor(std::clamp(fraction, 0.0, 1.0) * static_cast<double>(cells)));
    std::string bar;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        if (glyphs == Glyphs::Unicode)
            bar += cell < full ? "█" : "░";
        else
            bar += cell < full ? '#' : '.';
    }
    return bar;
}

std::string joinedSteps(const Snapshot& snapshot, Glyphs glyphs) {
    std::string text;
    for (const auto& step : snapshot.steps) {
        if (!text.empty()) text += "  ";
        text += fmt::format("{} {}", markText(step.mark, glyphs), step.name);
    }
    return text;
}

}  // namespace

std::string runName(const std::string& system, const std::string& profile) {
    if (system.empty() || profile.empty()) return system + profile;
    return system + " - " + profile;
}

std::string phaseRail(const Snapshot& snapshot, std::size_t width, Glyphs glyphs) {
    std::string position = "Steps";
    if (snapshot.currentStep > 0 && snapshot.totalSteps > 0)
        position = fmt::format("Step {} of {}", std::min(snapshot.currentStep, snapshot.totalSteps),
                               snapshot.totalSteps);
    else if (snapshot.steps.empty())
        return {};

    auto full = fmt::format("{}  {}", position, joinedSteps(snapshot, glyphs));
    if (columnsOf(full) <= width) return full;
    std::string marks;
    for (const auto& step : snapshot.steps) marks += markText(step.mark, glyphs);
    if (!snapshot.phase.empty()) position += "  " + snapshot.phase;
    auto compact = fmt::format("{}  {}", position, marks);
    return columnsOf(compact) <= width ? compact : position;
}

std::string progressBar(const Snapshot& snapshot, std::size_t width, Glyphs glyphs) {
    constexpr std::size_t kWidest = 50;
    constexpr std::size_t kNarrowest = 4;
    auto label = snapshot.percent ? padded(percentText(*snapshot.percent), 7, Align::Right)
                                  : std::string{"total unknown"};
    const auto beside = columnsOf(label) + 3;  // Two brackets and a blank.
    if (width < beside + kNarrowest) return label;
    const auto cells = std::min(kWidest, width - beside);
    const auto bar = snapshot.percent ? filling(*snapshot.percent / 100, cells, glyphs)
                                      : std::string(cells, '-');
    return fmt::format("[{}] {}", bar, label);
}

std::string paceText(const Snapshot& snapshot) {
    if (snapshot.isLost()) return "last heard of after " + durationText(snapshot.elapsedSeconds);
    auto text = durationText(snapshot.elapsedSeconds) + (snapshot.terminal ? " in all" : " so far");
    if (snapshot.terminal || !snapshot.objectsPerSecond) return text;
    const auto rate = static_cast<std::int64_t>(std::min(*snapshot.objectsPerSecond, 1e15));
    return fmt::format("{} objects/s, {}", grouped(rate), text);
}

std::string remainingText(const Snapshot& snapshot, std::size_t width) {
    std::string whole;
    if (snapshot.wholeFraction && *snapshot.wholeFraction > 0)
        whole = fmt::format("Whole run {}, ", percentText(*snapshot.wholeFraction * 100));
    if (snapshot.isLost()) return {};
    if (!snapshot.remaining) {
        auto reason = reasonText(snapshot.estimateReason);
        if (whole.empty()) return reason;
        return reason.empty() ? whole.substr(0, whole.size() - 2) : whole + reason;
    }
    const auto& remaining = *snapshot.remaining;
    const bool moment = remaining.p90 < 1;
    auto left = moment ? std::string{"less than a second left"}
                       : fmt::format("about {} left", durationText(remaining.p50));
    const auto basis = basisText(snapshot.estimateBasis);
    auto range = basis;
    if (!moment && remaining.p90 > remaining.p10)
        range = fmt::format("{} to {}{}{}", durationText(remaining.p10),
                            durationText(remaining.p90), basis.empty() ? "" : ", ", basis);
    const auto full = range.empty() ? left : fmt::format("{} ({})", left, range);
    for (const auto& text : {whole + full, full})
        if (columnsOf(text) <= width) return text;
    return left;
}

std::string errorText(const Snapshot& snapshot) {
    if (snapshot.errors <= 0) return {};
    auto text = fmt::format("Errors: {}", grouped(snapshot.errors));
    if (snapshot.errorRatio > 0)
        text += fmt::format(" ({} of the objects)", percentText(snapshot.errorRatio * 100));
    if (snapshot.errorsPerMinute >= 1 && !snapshot.terminal)
        text += fmt::format(
            ", {} a minute",
            grouped(static_cast<std::int64_t>(std::min(snapshot.errorsPerMinute, 1e15))));
    if (snapshot.errorTrend == "rising" || snapshot.errorTrend == "falling")
        text += fmt::format(", {}", snapshot.errorTrend);
    if (!snapshot.topErrors.empty())
        text += fmt::format(" | {}", fmt::join(snapshot.topErrors, ", "));
    return text;
}

std::vector<std::string> recentErrors(const Snapshot& snapshot, std::size_t width) {
    std::vector<std::string> lines;
    const auto add = [&](const std::string& line) {
        lines.push_back(truncated(neutralised(line), width));
    };
    if (snapshot.recentErrors.empty()) {
        add(snapshot.errors > 0 ? "The newest errors are not known here." : "No errors so far.");
        if (snapshot.errors <= 0) return lines;
    }
    for (const auto& error : snapshot.recentErrors)
        add(fmt::format("  {}  {}  {}", timeOfDay(error.at), error.type, error.message));
    add(fmt::format("  All: jim activity items {} --errors", snapshot.activityId));
    return lines;
}

std::string comparisonText(const Snapshot& snapshot) {
    auto text = snapshot.unusual;
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string alertText(const Snapshot& snapshot) {
    if (snapshot.alerts.empty()) return {};
    return fmt::format("Alerts: {}", fmt::join(snapshot.alerts, " | "));
}

std::string healthText(const Snapshot& snapshot) {
    if (snapshot.waitsForDatabase()) return snapshot.message;
    if (snapshot.terminal || snapshot.health.empty() || snapshot.health == "healthy") return {};
    if (snapshot.isLost())
        return "The worker gives no sign of life. Its run is ended when its lease has run out.";
    if (snapshot.state == "paused") return snapshot.message;
    const auto age = snapshot.lastAdvanceAge ? durationText(*snapshot.lastAdvanceAge) : "a while";
    if (snapshot.health == "slow") return "Slow: under a quarter of this run's usual rate.";
    // Quiet for a moment is nothing to tell anybody.
    constexpr double kWorthSaying = 2;
    if (snapshot.health == "quiet" && snapshot.lastAdvanceAge.value_or(0) < kWorthSaying) return {};
    auto text = snapshot.health == "stalled" ? fmt::format("Stalled: nothing moved for {}", age)
                                             : fmt::format("Quiet for {}", age);
    if (!snapshot.waitingOn.empty()) text += fmt::format(", waiting on {}", snapshot.waitingOn);
    return text;
}

std::vector<std::string> followView(const Snapshot& snapshot, std::size_t width, Glyphs glyphs) {
    std::vector<std::string> lines;
    const auto add = [&](const std::string& line) {
        if (!line.empty()) lines.push_back(truncated(neutralised(line), width));
    };
    const auto name = runName(snapshot.targetContext, snapshot.targetName);
    add(snapshot.terminal ? name : fmt::format("{}: {}", name, stateText(snapshot)));
    if (snapshot.state == "queued" && !snapshot.terminal) {
        add(reasonText(snapshot.estimateReason));
        return lines;
    }
    add(phaseRail(snapshot, width, glyphs));
    if (!snapshot.terminal) add(progressBar(snapshot, width, glyphs));
    add(snapshot.summary);
    if (snapshot.terminal) {
        add(alertText(snapshot));
        return lines;
    }
    add(paceText(snapshot));
    add(remainingText(snapshot, width));
    add(errorText(snapshot));
    add(comparisonText(snapshot));
    add(alertText(snapshot));
    add(healthText(snapshot));
    if (snapshot.source == "degraded")
        add("Live progress is away; this is what the database knows.");
    return lines;
}

}  // namespace jim::apps::cli
