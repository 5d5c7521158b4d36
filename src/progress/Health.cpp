#include "progress/Health.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <bit>

namespace jim::progress {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr auto kHealthTexts =
    base::enumText<HealthStatus>({{HealthStatus::Healthy, "healthy"},
                                  {HealthStatus::Quiet, "quiet"},
                                  {HealthStatus::Slow, "slow"},
                                  {HealthStatus::Stalled, "stalled"},
                                  {HealthStatus::WorkerLost, "worker_lost"}});

/// No gap is remarkable below it, whatever is usual.
constexpr microseconds kUnremarkable = 2s;
constexpr microseconds kLeastPatience = 15s;
constexpr microseconds kLook = 5s;
constexpr std::size_t kLooksOfAMinute = 12;
constexpr std::size_t kMostRates = 512;
constexpr double kSlow = 0.25;

float rateBetween(std::int64_t objects, microseconds d) {
    return static_cast<float>(static_cast<double>(objects) * 1e6 / static_cast<double>(d.count()));
}

}  // namespace

std::string_view toText(HealthStatus status) {
    return kHealthTexts.text(status);
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

void Health::counted(microseconds now, std::int64_t processed) {
    if (looks_.empty()) looks_.push_back({now, processed});
    const auto passed = now - looks_.back().at;
    if (passed < kLook) return;
    rates_.push_back(rateBetween(processed - looks_.back().processed, passed));
    looks_.push_back({now, processed});
    if (looks_.size() > kLooksOfAMinute + 1) looks_.pop_front();
    if (rates_.size() <= kLooksOfAMinute) return;
    std::vector<float> before{rates_.begin(),
                              rates_.end() - static_cast<std::ptrdiff_t>(kLooksOfAMinute)};
    const auto middle = before.begin() + static_cast<std::ptrdiff_t>(before.size() / 2);
    std::ranges::nth_element(before, middle);
    median_ = static_cast<double>(*middle);
    if (rates_.size() < kMostRates) return;
    for (std::size_t i = 0; i < kMostRates / 4; ++i) rates_[i] = rates_[2 * i];
    rates_.erase(rates_.begin() + kMostRates / 4, rates_.begin() + kMostRates / 2);
}

/// A minute that has been compared with at least another one.
bool Health::isSlow() const {
    if (rates_.size() < 2 * kLooksOfAMinute) return false;
    const auto& first = looks_.front();
    const auto& last = looks_.back();
    const double rate =
        static_cast<double>(rateBetween(last.processed - first.processed, last.at - first.at));
    return rate < kSlow * median_;
}

HealthStatus Health::status(microseconds now, bool finishing) const {
    const auto still = now - last_;
    if (still < std::max(kUnremarkable, usualGap()))
        return isSlow() && !finishing ? HealthStatus::Slow : HealthStatus::Healthy;
    return finishing || still < patience() ? HealthStatus::Quiet : HealthStatus::Stalled;
}

}  // namespace jim::progress
