#include "apps/cli/LineMode.hpp"

#include "apps/cli/FollowView.hpp"
#include "apps/cli/TerminalText.hpp"
#include "apps/cli/Wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace jim::apps::cli {
namespace {

constexpr std::size_t kAnyWidth = std::numeric_limits<std::size_t>::max();

int tenthsOf(const Snapshot& snapshot) {
    return static_cast<int>(std::clamp(snapshot.percent.value_or(0), 0.0, 100.0) / 10);
}

/// `Step 3 of 7 | Importing | Processed: 457/1000 | ... | 45.7 % | 108 objects/s, 5.1 s so far`
std::string lineOf(const Snapshot& snapshot) {
    std::string line;
    if (snapshot.currentStep > 0 && snapshot.totalSteps > 0 && !snapshot.terminal)
        line = fmt::format("Step {} of {} | ", std::min(snapshot.currentStep, snapshot.totalSteps),
                           snapshot.totalSteps);
    line += snapshot.summary.empty() ? snapshot.state : snapshot.summary;
    if (snapshot.percent && !snapshot.terminal)
        line += fmt::format(" | {}", percentText(*snapshot.percent));
    line += fmt::format(" | {}", paceText(snapshot));
    if (!snapshot.terminal)
        if (const auto left = remainingText(snapshot, kAnyWidth); !left.empty())
            line += fmt::format(" | {}", left);
    if (snapshot.errors > 0) line += fmt::format(" | Errors: {}", grouped(snapshot.errors));
    if (const auto unusual = comparisonText(snapshot); !unusual.empty() && !snapshot.terminal)
        line += fmt::format(" | {}", unusual);
    return line;
}

}  // namespace

bool LineMode::isWorthALine(const Snapshot& snapshot) const {
    return snapshot.state != state_ || snapshot.phase != phase_ || tenthsOf(snapshot) > tenths_ ||
           snapshot.terminal;
}

std::vector<std::string> LineMode::update(const Snapshot& snapshot) {
    std::vector<std::string> lines;
    if (ended_) return lines;
    if (!started_) {
        lines.push_back(fmt::format("{} ({})", runName(snapshot.targetContext, snapshot.targetName),
                                    snapshot.activityId));
        started_ = true;
    }
    if (snapshot.phase != phase_) tenths_ = 0;
    if (isWorthALine(snapshot)) lines.push_back(lineOf(snapshot));
    for (auto i = alerts_; i < snapshot.alerts.size(); ++i)
        lines.push_back(fmt::format("Alert: {}", snapshot.alerts[i]));
    alerts_ = std::max(alerts_, snapshot.alerts.size());
    const auto health = healthText(snapshot);
    const auto kind = snapshot.waitsForDatabase() ? "waits" : snapshot.health;
    const bool news = kind != health_ || snapshot.state != state_;
    if (news && !health.empty()) lines.push_back(health);
    // A quiet moment that is too short to mention may grow into one that is not.
    if (!health.empty() || kind == "healthy") health_ = kind;

    state_ = snapshot.state;
    phase_ = snapshot.phase;
    tenths_ = std::max(tenths_, tenthsOf(snapshot));
    ended_ = snapshot.terminal;
    for (auto& line : lines) line = neutralised(line);
    return lines;
}

}  // namespace jim::apps::cli
