#pragma once

#include <chrono>

namespace jim::apps::cli {

/// What the user does to the program while it waits: ends it (SIGINT, SIGTERM, SIGHUP), changes
/// the window's size (SIGWINCH), or suspends it (SIGTSTP: Ctrl+Z). The handlers only write into a
/// pipe; a second signal of a kind that ends has its usual effect, for when nobody reads the pipe.
/// One object at a time; the handlers that were there come back when it ends.
class Signals {
public:
    enum class Event { None, Stop, Resized, Suspend, Input };

    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// Waits for an event, at most that long. Zero only looks. `input`: a descriptor to watch too,
    /// or -1; Input says that it can be read.
    [[nodiscard]] Event wait(std::chrono::microseconds atMost, int input = -1);

    /// Lets the program be suspended, and comes back when it goes on.
    void suspend();

    /// The number of the signal that stops the program; 0 when none came.
    [[nodiscard]] int stopSignal() const { return stopSignal_; }

private:
    int stopSignal_ = 0;
};

}  // namespace jim::apps::cli
