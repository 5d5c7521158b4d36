#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace jim::api::access {

using Seconds = std::chrono::seconds;

/// Counts requests of the last minute for each caller, in steps of one second, so that memory for
/// a caller does not depend on the limit. Callers are forgotten after a quiet minute; there are at
/// most `kMostCallers`, beyond which the least recent goes. Thread-safe.
class SlidingWindow {
public:
    static constexpr std::size_t kMostCallers = 10'000;

    /// Counts a request of `caller` at `now` (steady time) unless the limit is reached; then the
    /// seconds until it may try again.
    [[nodiscard]] std::optional<Seconds> admit(const std::string& caller, std::int64_t limit,
                                               std::chrono::microseconds now);

private:
    struct Counts {
        std::array<std::uint32_t, 60> perSecond{};
        std::int64_t total = 0;
        std::int64_t second = 0;  ///< The newest one counted.

        void moveTo(std::int64_t now);
        [[nodiscard]] Seconds untilFree(std::int64_t limit) const;
    };

    void makeRoom(std::int64_t second);

    std::mutex mutex_;
    std::unordered_map<std::string, Counts> callers_;
};

/// Counts requests for each caller within fixed minutes. Thread-safe; bounded: all counts go when
/// the minute ends, and callers beyond `kMostCallers` in one minute are refused.
class FixedWindow {
public:
    static constexpr std::size_t kMostCallers = 100'000;

    [[nodiscard]] std::optional<Seconds> admit(const std::string& caller, std::int64_t limit,
                                               std::chrono::microseconds now);

private:
    std::mutex mutex_;
    std::int64_t minute_ = -1;
    std::unordered_map<std::string, std::int64_t> callers_;
};

}  // namespace jim::api::access
