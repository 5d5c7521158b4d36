#include "progress/Comparison.hpp"

#include "progress/impl/Statistics.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::progress {
namespace {

constexpr double kRemarkable = 3;
constexpr std::int64_t kEnoughRuns = 10;
constexpr std::size_t kRuns = 3;

std::int64_t usualOf(const std::vector<PastRun>& history, std::int64_t Tally::* count) {
    if (history.empty()) return 0;
    std::vector<double> counts;
    for (const auto& run : history) counts.push_back(static_cast<double>(run.counts.*count));
    return std::max<std::int64_t>(static_cast<std::int64_t>(medianOf(counts)), 1);
}

double ratio(std::int64_t count, std::int64_t usual) {
    return static_cast<double>(count) / static_cast<double>(usual);
}

std::string remark(const char* what, std::optional<double> ratio, std::int64_t count, bool ended) {
    if (ratio.value_or(0) < kRemarkable || count < kEnoughRuns) return {};
    return fmt::format("{} {}{:.0f} times the usual", what, ended ? "" : "already ", *ratio);
}

}  // namespace

UsualCounts::UsualCounts(const std::vector<PastRun>& history) : runs_(history.size()) {
    usual_.deleted = usualOf(history, &Tally::deleted);
    usual_.failed = usualOf(history, &Tally::failed);
}

Comparison UsualCounts::compare(const Tally& counts) const {
    Comparison comparison;
    comparison.runsUsed = runs_;
    if (runs_ == 0) return comparison;
    comparison.deletes = ratio(counts.deleted, usual_.deleted);
    comparison.failures = ratio(counts.failed, usual_.failed);
    return comparison;
}

std::string remarkOn(const Comparison& comparison, const Tally& counts, bool ended) {
    if (comparison.runsUsed < kRuns) return {};
    auto text = remark("deletes", comparison.deletes, counts.deleted, ended);
    if (text.empty()) text = remark("failures", comparison.failures, counts.failed, ended);
    return text;
}

}  // namespace jim::progress
