#pragma once

#include "foundation/base/Timestamp.hpp"

#include <atomic>
#include <chrono>

namespace jim::base {

/// Where time comes from. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;

    /// Wall-clock time, for records.
    [[nodiscard]] virtual Timestamp now() const = 0;

    /// Never goes back, for durations and deadlines. Its zero has no meaning.
    [[nodiscard]] virtual std::chrono::microseconds steady() const = 0;
};

/// The machine's clocks: the only place that reads them.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override;
    [[nodiscard]] std::chrono::microseconds steady() const override;
};

/// A clock that stands still until it is moved; for tests and replays.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Timestamp start = {1'790'000'000'000'000}) : start_(start) {}

    [[nodiscard]] Timestamp now() const override { return start_ + steady(); }
    [[nodiscard]] std::chrono::microseconds steady() const override {
        return std::chrono::microseconds{elapsed_.load()};
    }
    void advance(std::chrono::microseconds by) { elapsed_ += by.count(); }

private:
    Timestamp start_;
    std::atomic<std::int64_t> elapsed_{0};
};

}  // namespace jim::base
