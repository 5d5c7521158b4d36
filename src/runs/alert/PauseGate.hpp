#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace jim::runs::alert {

enum class PauseEnd : std::uint8_t { Resumed, Stopped, TimedOut };

/// Where a paused run waits. There is one for each run in hand. Thread-safe.
class PauseGate {
public:
    /// On the run's thread: until somebody resumes or stops it, or `atMost` is over.
    [[nodiscard]] PauseEnd wait(const base::StopToken& stop, const base::Clock& clock,
                                std::chrono::microseconds atMost);

    /// Whether a run waits. Whoever sees it wait, and sees later that its task is in processing,
    /// knows that somebody has resumed it in between: a task is marked as paused before the wait.
    [[nodiscard]] bool isWaiting() const;

    /// Lets it go on; nothing when none waits.
    void resume();

    /// Looks at the clock again, at once.
    void look();

private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool waiting_ = false;
    std::uint64_t looks_ = 0;
};

}  // namespace jim::runs::alert
