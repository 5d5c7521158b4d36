#include "progress/Health.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <bit>

namespace jim::progress {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr auto kStatuses =
    base::enumText<HealthStatus>({{HealthStatus::Healthy, "healthy"},
                                  {HealthStatus::Quiet, "quiet"},
                                  {HealthStatus::Slow, "slow"},
                                  {HealthStatus::Stalled, "stalled"},
                                  {HealthStatus::WorkerLost, "worker_lost"}});

/// No gap is remarkable below it, whatever is usual.
constexpr microseconds kUnremarkable = 2s;
constexpr microseconds kLeastPatience = 15s;

}  // namespace

std::string_view toText(HealthStatus status) {
    return kStatuses.text(status);
}

void Health::restart(microseconds now) {
    *this = {};
    last_ = now;
}

void Health::advanced(microseconds now) {
    const auto gap = std::chrono::duration_cast<milliseconds>(now - last_).count();
    const auto bucket = static_cast<std::size_t>(
        std::bit_width(static_cast<std::uint64_t>(std::max<std::int64_t>(gap, 0))));
    ++gaps_[std::min(bucket, kBuckets - 1)];
    ++seen_;
    last_ = now;
}

/// The 99th percentile of the gaps, as the upper end of its bucket.
microseconds Health::usualGap() const {
    if (seen_ == 0) return 0us;
    std::uint32_t above = seen_ / 100;
    for (std::size_t bucket = kBuckets; bucket-- > 0;) {
        if (gaps_[bucket] > above) return milliseconds{std::int64_t{1} << bucket};
        above -= gaps_[bucket];
    }
    return 0us;
}

microseconds Health::patience() const {
    return std::max(kLeastPatience, 3 * usualGap());
}

HealthStatus Health::status(microseconds now, bool finishing) const {
    const auto still = now - last_;
    if (still < std::max(kUnremarkable, usualGap())) return HealthStatus::Healthy;
    return finishing || still < patience() ? HealthStatus::Quiet : HealthStatus::Stalled;
}

}  // namespace jim::progress
