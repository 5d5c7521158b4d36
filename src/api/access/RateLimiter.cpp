#include "api/access/RateLimiter.hpp"

#include <algorithm>

namespace jim::api::access {
namespace {

constexpr std::int64_t kMinute = 60;

std::int64_t secondsOf(std::chrono::microseconds time) {
    return std::chrono::floor<Seconds>(time).count();
}

}  // namespace

void SlidingWindow::Counts::moveTo(std::int64_t now) {
    if (now - second >= kMinute) {
        perSecond.fill(0);
        total = 0;
        second = now;
    }
    while (second < now) {
        ++second;
        auto& oldest = perSecond[static_cast<std::size_t>(second % kMinute)];
        total -= oldest;
        oldest = 0;
    }
}

Seconds SlidingWindow::Counts::untilFree(std::int64_t limit) const {
    std::int64_t left = total;
    for (std::int64_t age = kMinute - 1; age >= 0; --age) {
        const std::int64_t at = second - age + kMinute;
        left -= perSecond[static_cast<std::size_t>(at % kMinute)];
        if (left < limit) return Seconds{kMinute - age};
    }
    return Seconds{kMinute};
}

void SlidingWindow::makeRoom(std::int64_t second) {
    if (callers_.size() < kMostCallers) return;
    std::erase_if(callers_,
                  [&](const auto& entry) { return second - entry.second.second >= kMinute; });
    if (callers_.size() < kMostCallers) return;
    callers_.erase(std::ranges::min_element(callers_, {},
                                            [](const auto& entry) { return entry.second.second; }));
}

std::optional<Seconds> SlidingWindow::admit(const std::string& caller, std::int64_t limit,
                                            std::chrono::microseconds now) {
    const std::int64_t second = secondsOf(now) + kMinute;  // never negative
    const std::lock_guard lock{mutex_};
    if (!callers_.contains(caller)) makeRoom(second);
    Counts& counts = callers_[caller];
    counts.moveTo(second);
    if (counts.total >= limit) return counts.untilFree(limit);
    ++counts.perSecond[static_cast<std::size_t>(second % kMinute)];
    ++counts.total;
    return std::nullopt;
}

std::optional<Seconds> FixedWindow::admit(const std::string& caller, std::int64_t limit,
                                          std::chrono::microseconds now) {
    const std::int64_t second = secondsOf(now);
    const std::int64_t minute = second / kMinute;
    const Seconds wait{(minute + 1) * kMinute - second};
    const std::lock_guard lock{mutex_};
    if (minute != minute_) {
        minute_ = minute;
        callers_.clear();
    }
    if (!callers_.contains(caller) && callers_.size() >= kMostCallers) return wait;
    std::int64_t& count = callers_[caller];
    if (count >= limit) return wait;
    ++count;
    return std::nullopt;
}

}  // namespace jim::api::access
