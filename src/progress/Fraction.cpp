#include "progress/Fraction.hpp"

#include "progress/Estimate.hpp"

#include <algorithm>
#include <cmath>

namespace jim::progress {
namespace {

/// What a running run never gets beyond.
constexpr double kAlmost = 0.999;
/// Where a phase without a total never gets beyond, and how long it is thought to take when no
/// earlier run tells.
constexpr double kUntold = 0.9;
constexpr double kNominalSeconds = 30;

struct Share {
    double done = 0;
    bool byTime = false;
};

Share measured(const PhaseRecord& phase) {
    const auto total = shownTotal(phase.window(), phase.total);
    return {static_cast<double>(phase.window()) / static_cast<double>(total.value), false};
}

bool canMeasure(const PhaseRecord& phase) {
    return shownTotal(phase.window(), phase.total).isMeasure();
}

/// Of a top-level phase that was begun; `inner` is what is active inside it, or the phase itself,
/// `usual` how many seconds it takes, or 0. A host may count its objects only when all that is
/// inside it has been done.
Share begun(const PhaseRecord& phase, const PhaseRecord& inner, double usual) {
    const double within = canMeasure(inner) ? measured(inner).done * kUntold : 0;
    if (canMeasure(phase)) return {std::max(measured(phase).done, within), false};
    if (within > 0) return {within, false};
    const double seconds = static_cast<double>(phase.duration.count()) / 1e6;
    return {kUntold * (1 - std::exp(-seconds / (usual > 0 ? usual : kNominalSeconds))), true};
}

Share shareOf(const PhaseRecord& phase, const PhaseRecord& inner, double usual) {
    switch (phase.status) {
        case PhaseStatus::Pending:
            return {};
        case PhaseStatus::Completed:
        case PhaseStatus::Skipped:
            return {1, false};
        case PhaseStatus::Active:
        case PhaseStatus::Failed:
            return begun(phase, inner, usual);
    }
    return {};
}

}  // namespace

void Fraction::atLeast(double fraction) {
    shown_.fraction = std::clamp(fraction, shown_.fraction, kAlmost);
}

Overall Fraction::update(const std::vector<PhaseRecord>& phases, std::size_t current,
                         const Expectation& expected, double objects) {
    double all = 0;
    double done = 0;
    bool byTime = false;
    for (const auto& phase : phases) {
        if (!phase.parentKey.empty()) continue;
        const bool holds = current < phases.size() && phases[current].parentKey == phase.key;
        const double usual = expected.isLearned() ? expected.seconds(phase.key, objects).median : 0;
        const auto share = shareOf(phase, holds ? phases[current] : phase, usual);
        const double weight = expected.weight(phase.key);
        all += weight;
        done += weight * share.done;
        byTime = byTime || share.byTime;
    }
    const double fraction = all > 0 ? std::min(done / all, kAlmost) : 0;
    shown_.fraction = std::max(shown_.fraction, fraction);
    shown_.basis = byTime ? "time" : expected.isLearned() ? "history" : "declared";
    return shown_;
}

Overall Fraction::end(bool completed) {
    if (completed) shown_.fraction = 1;
    return shown_;
}

}  // namespace jim::progress
