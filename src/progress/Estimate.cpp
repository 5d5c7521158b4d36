#include "progress/Estimate.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

Eta absent(std::string_view reason) {
    Eta eta;
    eta.reason = reason;
    return eta;
}

}  // namespace

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
