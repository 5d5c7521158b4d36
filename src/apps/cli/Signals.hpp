#pragma once

#include <chrono>

namespace jim::apps::cli {

/// What the user does to the program while it waits: stops it (SIGINT, SIGTERM, SIGHUP) or changes
/// the window's size (SIGWINCH). The handlers only write into a pipe; a second stop signal
/// of the same kind has its usual effect, for when nobody reads the pipe. One object at a time; the
/// handlers that were there come back when it ends.
class Signals {
public:
    enum class Event { None, Stop, Resized };

    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// Waits for an event, at most that long. Zero only looks.
    [[nodiscard]] Event wait(std::chrono::microseconds atMost);

    /// The number of the signal that stops the program; 0 when none came.
    [[nodiscard]] int stopSignal() const { return stopSignal_; }

private:
    int stopSignal_ = 0;
};

}  // namespace jim::apps::cli
