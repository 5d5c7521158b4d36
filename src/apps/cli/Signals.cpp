#include "apps/cli/Signals.hpp"

#include "foundation/base/Ensure.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>

namespace jim::apps::cli {
namespace {

constexpr std::array kWatched{SIGINT, SIGTERM, SIGHUP, SIGWINCH};

std::array<int, 2> pipeEnds{-1, -1};
std::array<struct sigaction, kWatched.size()> before{};

/// Async-signal-safe: one write, errno kept. A full pipe already says what there is to say.
extern "C" void jimTellSignal(int number) {
    const int kept = errno;
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const auto written = write(pipeEnds[1], &byte, 1);
    errno = kept;
}

}  // namespace

Signals::Signals() {
    base::ensure(pipeEnds[0] < 0, "signals are watched once at a time");
    base::ensure(pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) == 0, "a pipe for signals");
    struct sigaction action{};
    action.sa_handler = jimTellSignal;
    sigemptyset(&action.sa_mask);
    for (std::size_t at = 0; at < kWatched.size(); ++at) {
        // A second Ctrl+C ends the program at once, should the first find it waiting for an answer.
        action.sa_flags =
            kWatched[at] == SIGWINCH ? SA_RESTART : static_cast<int>(SA_RESTART | SA_RESETHAND);
        sigaction(kWatched[at], &action, &before[at]);
    }
}

Signals::~Signals() {
    for (std::size_t at = 0; at < kWatched.size(); ++at)
        sigaction(kWatched[at], &before[at], nullptr);
    for (int& end : pipeEnds) {
        close(end);
        end = -1;
    }
}

Signals::Event Signals::wait(std::chrono::microseconds atMost) {
    if (stopSignal_ != 0) return Event::Stop;
    pollfd readable{pipeEnds[0], POLLIN, 0};
    const auto whole = std::chrono::ceil<std::chrono::milliseconds>(atMost).count();
    const auto limited = std::clamp<long>(static_cast<long>(whole), 0, 3'600'000);
    if (poll(&readable, 1, static_cast<int>(limited)) <= 0) return Event::None;

    auto event = Event::None;
    unsigned char number = 0;
    while (read(pipeEnds[0], &number, 1) == 1) {
        if (number != SIGWINCH) {
            stopSignal_ = number;
            return Event::Stop;
        }
        event = Event::Resized;
    }
    return event;
}

}  // namespace jim::apps::cli
