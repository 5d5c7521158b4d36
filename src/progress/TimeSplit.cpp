#include "progress/TimeSplit.hpp"

#include "progress/PhaseCatalogue.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

using std::chrono::microseconds;

TimeShare shareOf(std::string_view waitsOn) {
    if (waitsOn == "source") return TimeShare::Source;
    if (waitsOn == "target") return TimeShare::Target;
    if (waitsOn == "database") return TimeShare::Database;
    return TimeShare::Rules;
}

}  // namespace

void TimeSplit::enter(std::string_view phaseKey, microseconds now, const TimeShares& measured) {
    if (phase_ == phaseKey) return;
    addRest(rest_, now, measured);
    phase_ = phaseKey;
    entered_ = now;
    measured_ = measured;
}

void TimeSplit::addRest(TimeShares& rest, microseconds now, const TimeShares& measured) const {
    if (phase_.empty()) return;
    microseconds known{0};
    for (std::size_t i = 0; i < kTimeShares; ++i) known += measured[i] - measured_[i];
    const auto more = std::max(now - entered_ - known, microseconds{0});
    auto share = shareOf(waitsOn(phase_));
    const auto index = static_cast<std::size_t>(share);
    const bool measures = measured[index] > measured_[index];
    if (measures && share != TimeShare::Database) share = TimeShare::Rules;
    rest[static_cast<std::size_t>(share)] += more;
}

TimeShares TimeSplit::until(microseconds now, const TimeShares& measured) const {
    auto all = rest_;
    addRest(all, now, measured);
    for (std::size_t i = 0; i < kTimeShares; ++i) all[i] += measured[i];
    return all;
}

}  // namespace jim::progress
