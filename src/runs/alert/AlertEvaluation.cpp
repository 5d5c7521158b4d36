#include "runs/alert/AlertEvaluation.hpp"

#include <algorithm>
#include <utility>

namespace jim::runs::alert {
namespace {

using std::chrono::microseconds;

constexpr std::size_t kEnoughRuns = 3;

double seconds(microseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

/// How long the runs took that came before: the median of the sums of their phases.
microseconds usualTimeOf(const std::vector<progress::PastRun>& history) {
    if (history.empty()) return microseconds{0};
    std::vector<microseconds> times;
    for (const auto& run : history) {
        microseconds sum{0};
        for (const auto& phase : run.phases) sum += phase.duration;
        times.push_back(sum);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    return *middle;
}

std::optional<double> errorRatio(const AlertRule& rule, const progress::Tally& counts) {
    const auto processed = counts.processed();
    if (processed == 0 || processed < rule.minimumObjects) return std::nullopt;
    return static_cast<double>(counts.failed) / static_cast<double>(processed);
}

}  // namespace

AlertObservation observationOf(const progress::Snapshot& snapshot) {
    return {snapshot.counts.objects, snapshot.elapsed,
            snapshot.health.lastAdvanceAge.value_or(microseconds{0})};
}

AlertEvaluation::AlertEvaluation(std::vector<AlertRule> rules,
                                 const std::vector<progress::PastRun>& history)
    : runs_(history.size()), usual_(history), usualTime_(usualTimeOf(history)) {
    for (auto& rule : rules)
        if (rule.enabled) rules_.push_back({std::move(rule), false});
}

std::optional<double> AlertEvaluation::measured(const AlertRule& rule,
                                                const AlertObservation& seen) const {
    const bool times = rule.measure == AlertMeasure::TimesUsual;
    if (times && runs_ < kEnoughRuns) return std::nullopt;
    switch (rule.condition) {
        case AlertCondition::ErrorRatio:
            return errorRatio(rule, seen.counts);
        case AlertCondition::Deletes:
            if (!times) return static_cast<double>(seen.counts.deleted);
            if (seen.counts.deleted < rule.minimumObjects) return std::nullopt;
            return usual_.compare(seen.counts).deletes;
        case AlertCondition::Stall:
            return seconds(seen.still);
        case AlertCondition::Overrun:
            if (!times) return seconds(seen.elapsed);
            if (usualTime_ <= microseconds{0}) return std::nullopt;
            return seconds(seen.elapsed) / seconds(usualTime_);
    }
    return std::nullopt;
}

std::vector<AlertDecision> AlertEvaluation::observe(const AlertObservation& seen,
                                                    base::Timestamp now) {
    std::vector<AlertDecision> decisions;
    for (auto& [rule, fired] : rules_) {
        if (fired) continue;
        const auto value = measured(rule, seen);
        if (!value || *value < rule.threshold) continue;
        fired = true;
        firings_.push_back({rule.id, rule.name, rule.condition, rule.measure, *value,
                            rule.threshold, rule.pauses, now});
        decisions.push_back({&rule, firings_.back()});
    }
    return decisions;
}

void AlertEvaluation::noteResumed(const std::vector<AlertFiring>& kept) {
    for (auto& firing : firings_)
        for (const auto& known : kept)
            if (known.ruleId == firing.ruleId && !firing.resumedAt) {
                firing.resumedBy = known.resumedBy;
                firing.resumedAt = known.resumedAt;
            }
}

}  // namespace jim::runs::alert
