#include "transport/redis/CircuitBreaker.hpp"

#include <algorithm>

namespace jim::transport::redis {

bool CircuitBreaker::mayTry(Moment now) {
    if (state_ == State::HalfOpen || now < nextTry_) return false;
    if (state_ == State::Open) state_ = State::HalfOpen;
    return true;
}

void CircuitBreaker::succeeded() {
    state_ = State::Closed;
    failures_ = 0;
    nextTry_ = Moment{0};
}

void CircuitBreaker::failed(Moment now, double chance) {
    constexpr int kDoublings = 10;
    const auto pause = std::min(kLongest, kShortest * (1 << std::min(failures_, kDoublings)));
    ++failures_;
    if (failures_ >= kFailures) state_ = State::Open;
    const double part = 1 - std::clamp(chance, 0.0, 1.0) / 2;
    nextTry_ = now + Moment{static_cast<std::int64_t>(static_cast<double>(pause.count()) * part)};
}

}  // namespace jim::transport::redis
