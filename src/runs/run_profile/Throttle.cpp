#include "runs/run_profile/Throttle.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace jim::runs::run_profile {
namespace {

using std::chrono::microseconds;

constexpr microseconds kSecond = std::chrono::seconds{1};
constexpr std::int64_t kBatchesPerSecond = 4;
constexpr microseconds kLeastRest = std::chrono::milliseconds{10};

}  // namespace

Throttle::Throttle(std::int64_t perSecond, const base::Clock& clock)
    : perSecond_(perSecond), clock_(clock), due_(clock.steady()) {}

std::size_t Throttle::batch(std::size_t most) const {
    if (perSecond_ <= 0) return most;
    const auto allowed = std::max<std::int64_t>(perSecond_ / kBatchesPerSecond, 1);
    return std::min(most, static_cast<std::size_t>(allowed));
}

microseconds Throttle::restAfter(std::int64_t objects) {
    if (perSecond_ <= 0) return microseconds{0};
    const auto now = clock_.steady();
    due_ = std::max(due_ + objects * kSecond / perSecond_, now);
    const auto rest = due_ - now;
    return rest < kLeastRest ? microseconds{0} : rest;
}

microseconds Throttle::keep(std::int64_t objects, const base::StopToken& stop) {
    const auto rest = restAfter(objects);
    if (rest == microseconds{0}) return rest;
    const auto begin = clock_.steady();
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock{mutex};
    never.wait_for(lock, stop, rest, [] { return false; });
    return clock_.steady() - begin;
}

}  // namespace jim::runs::run_profile
