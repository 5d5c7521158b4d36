#include "progress/EstimateScore.hpp"

#include "foundation/base/Timestamp.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

constexpr std::size_t kMost = 512;
constexpr int kMoments[] = {10, 25, 50, 75, 90};

}  // namespace

void EstimateLog::note(std::chrono::microseconds elapsed, const std::optional<EtaRange>& run) {
    const double at = base::inSeconds(elapsed);
    if (!said_.empty() && at - said_.back().elapsed < apart_) return;
    said_.push_back({at, run});
    if (said_.size() < kMost) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < said_.size(); i += 2) said_[kept++] = said_[i];
    said_.resize(kept);
    apart_ = 2 * (at - said_.front().elapsed) / static_cast<double>(kMost);
}

std::vector<EstimateScore> EstimateLog::scores(std::chrono::microseconds duration) const {
    std::vector<EstimateScore> scores;
    const double whole = base::inSeconds(duration);
    for (const int percent : kMoments) {
        const double moment = whole * percent / 100;
        const auto after = std::ranges::upper_bound(said_, moment, {}, &Said::elapsed);
        if (after == said_.begin()) continue;
        const auto& said = *std::prev(after);
        scores.push_back({percent, std::max(whole - said.elapsed, 0.0), said.run});
    }
    return scores;
}

}  // namespace jim::progress
