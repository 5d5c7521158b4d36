#include "progress/ShownRange.hpp"

#include <algorithm>
#include <cmath>

namespace jim::progress {
namespace {

constexpr double kShownShare = 0.05;
constexpr double kShownSeconds = 5;
/// Nobody reads less.
constexpr double kUnseen = 0.25;
/// By how much the clock goes faster or slower to come right.
constexpr double kCorrection = 0.25;
/// In how many seconds it would.
constexpr double kPatience = 4;
constexpr double kJump = 1.2;
constexpr double kRise = 1.15;

double tolerance(double shown) {
    return std::max(std::min(kShownShare * shown, kShownSeconds), kUnseen);
}

}  // namespace

ShownRange::Shown ShownRange::update(double now, const std::optional<EtaRange>& estimate,
                                     bool sudden) {
    const double passed = std::max(now - at_, 0.0);
    at_ = now;
    if (!estimate) {
        middle_.reset();
        return {};
    }
    const double target = estimate->p50;
    Shown shown;
    if (!middle_) {
        middle_ = target;
    } else {
        const double off = *middle_ - passed - target;
        const double speed = std::clamp(1 + off / (kPatience * std::max(passed, 1e-3)),
                                        1 - kCorrection, 1 + kCorrection);
        // It does not run out while something is left.
        const double down = std::max(*middle_ - passed * speed, std::min(*middle_, target / 2));
        double next = down;
        if (std::abs(down - target) > tolerance(down)) next = target;
        shown.behind = next > *middle_ * kJump && next - *middle_ > kUnseen;
        if (next > *middle_ && !sudden) {
            const double most = *middle_ * std::pow(kRise, std::max(passed, 1.0));
            next = std::min(next, std::max(most, down));
        }
        shown.behind = shown.behind || next > *middle_ * kJump;
        middle_ = next;
    }
    const double scale = target > 0 ? *middle_ / target : 1;
    shown.range = EtaRange{estimate->p10.value_or(target) * scale, *middle_,
                           estimate->p90.value_or(target) * scale};
    return shown;
}

}  // namespace jim::progress
