#include "progress/Rate.hpp"

#include "foundation/base/Timestamp.hpp"

#include <cmath>

namespace jim::progress {
namespace {

using std::chrono::microseconds;

constexpr double kTimeConstant = 15;
constexpr int kRateSamples = 3;
constexpr double kRateSeconds = 3;
constexpr std::int64_t kPerCent = 100;

/// What is left of an old average after so much time.
double kept(microseconds d) {
    return std::exp(-base::inSeconds(d) / kTimeConstant);
}

}  // namespace

void Rate::restart(microseconds now, std::int64_t processed) {
    *this = {};
    start_ = last_ = now;
    first_ = processed_ = processed;
}

void Rate::record(microseconds now, std::int64_t processed) {
    if (now <= last_) return;
    const auto passed = now - last_;
    const double observed = static_cast<double>(processed - processed_) / base::inSeconds(passed);
    const double old = kept(passed);
    const double sinceStart = 1 - kept(now - start_);
    once_ = once_ * old + observed * (1 - old);
    twice_ = twice_ * old + once_ / sinceStart * (1 - old);
    if (processed > processed_) ++moved_;
    processed_ = processed;
    last_ = now;
}

std::optional<double> Rate::perSecond(microseconds now, std::int64_t total) const {
    const bool early = moved_ < kRateSamples || base::inSeconds(now - start_) < kRateSeconds ||
                       (processed_ - first_) * kPerCent < total;
    if (early) return std::nullopt;
    // Time since the last sample counts as time in which nothing moved.
    return twice_ * kept(now - last_) / (1 - kept(now - start_));
}

}  // namespace jim::progress
