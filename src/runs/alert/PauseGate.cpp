#include "runs/alert/PauseGate.hpp"

namespace jim::runs::alert {
namespace {

/// How often the clock is looked at: it is not the one that a condition variable waits by.
constexpr std::chrono::seconds kLook{1};

}  // namespace

PauseEnd PauseGate::wait(const base::StopToken& stop, const base::Clock& clock,
                         std::chrono::microseconds atMost) {
    const auto until = clock.steady() + atMost;
    std::unique_lock lock{mutex_};
    waiting_ = true;
    changed_.notify_all();
    while (waiting_ && !stop.stop_requested() && clock.steady() < until)
        changed_.wait_for(lock, stop, kLook,
                          [this, seen = looks_] { return !waiting_ || looks_ != seen; });
    const bool resumed = !waiting_;
    waiting_ = false;
    if (stop.stop_requested()) return PauseEnd::Stopped;
    return resumed ? PauseEnd::Resumed : PauseEnd::TimedOut;
}

bool PauseGate::isWaiting() const {
    const std::scoped_lock lock{mutex_};
    return waiting_;
}

void PauseGate::resume() {
    const std::scoped_lock lock{mutex_};
    waiting_ = false;
    changed_.notify_all();
}

void PauseGate::look() {
    const std::scoped_lock lock{mutex_};
    ++looks_;
    changed_.notify_all();
}

}  // namespace jim::runs::alert
