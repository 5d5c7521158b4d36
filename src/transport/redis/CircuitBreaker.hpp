#pragma once

#include <chrono>
#include <cstdint>

namespace jim::transport::redis {

/// Decides whether it is worth asking a Redis that has failed. Pure: it is told the time and given
/// the chance.
///
///     Closed --kFailures in a row--> Open --its pause is over--> HalfOpen --success--> Closed
///                                      ^------------failure---------+
///
/// While HalfOpen one attempt is under way. Pauses double from kShortest to kLongest, and each is
/// cut by up to half by chance, so that many nodes do not come back in one moment.
class CircuitBreaker {
public:
    using Moment = std::chrono::microseconds;
    enum class State : std::uint8_t { Closed, Open, HalfOpen };

    static constexpr int kFailures = 3;
    static constexpr Moment kShortest = std::chrono::milliseconds{50};
    static constexpr Moment kLongest = std::chrono::seconds{1};

    [[nodiscard]] State state() const { return state_; }

    /// Whether to try now. Open and over: becomes HalfOpen, and the caller is the one to try.
    [[nodiscard]] bool mayTry(Moment now);

    /// When to try next; of the past while it is Closed and nothing has failed.
    [[nodiscard]] Moment nextTry() const { return nextTry_; }

    void succeeded();

    /// `chance` is from 0 to 1.
    void failed(Moment now, double chance);

private:
    State state_ = State::Closed;
    int failures_ = 0;
    Moment nextTry_{0};
};

}  // namespace jim::transport::redis
