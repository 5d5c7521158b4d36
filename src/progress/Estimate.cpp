#include "progress/Estimate.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

/// Below it, division would only make large numbers.
constexpr double kSlowestRate = 1e-3;

Eta absent(std::string_view reason) {
    Eta eta;
    eta.reason = reason;
    return eta;
}

}  // namespace

Eta estimate(const EstimateInput& input) {
    const auto total = shownTotal(input.processed, input.total);
    if (!total.isMeasure()) return absent("unknown_total");
    if (input.processed >= total.value) return absent("finishing");
    if (input.stalled) return absent("stalled");
    if (!input.rate || *input.rate < kSlowestRate) return absent("warming_up");

    Eta eta;
    eta.phase = EtaRange{{}, static_cast<double>(total.value - input.processed) / *input.rate, {}};
    eta.confidence = "low";
    eta.basis = "rate";
    // What the phases to come have to do is not known without history.
    if (input.lastPhase)
        eta.run = eta.phase;
    else
        eta.reason = "unknown_total";
    return eta;
}

Eta estimateOfQueued() {
    return absent("queued");
}

Eta estimateOfEnded() {
    Eta eta;
    eta.phase = eta.run = EtaRange{0, 0, 0};
    eta.confidence = "high";
    return eta;
}

std::optional<double> percentOf(std::int64_t processed, const Total& total) {
    if (!total.isMeasure()) return std::nullopt;
    const auto done = std::clamp<std::int64_t>(processed, 0, total.value);
    // In tenths, in whole numbers: 99.95 is 99.9.
    const auto tenths = static_cast<std::int64_t>(static_cast<long double>(done) * 1000.0L /
                                                  static_cast<long double>(total.value));
    return static_cast<double>(tenths) / 10;
}

Total shownTotal(std::int64_t processed, Total total) {
    if (total.kind != TotalKind::Unknown && processed > total.value)
        return {processed, TotalKind::LowerBound, total.source};
    return total;
}

}  // namespace jim::progress
