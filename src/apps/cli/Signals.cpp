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

constexpr std::array kWatched{SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP};

std::array<int, 2> pipeEnds{-1, -1};
std::array<struct sigaction, kWatched.size()> before{};

/// Async-signal-safe: one write, errno kept. A full pipe already says what there is to say.
extern "C" void jimTellSignal(int number) {
    const int kept = errno;
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const auto written = write(pipeEnds[1], &byte, 1);
    errno = kept;
}

/// A second Ctrl+C ends the program at once, should the first find it waiting for an answer.
bool endsTheProgram(int number) {
    return number != SIGWINCH && number != SIGTSTP;
}

}  // namespace

Signals::Signals() {
    base::ensure(pipeEnds[0] < 0, "signals are watched once at a time");
    base::ensure(pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) == 0, "a pipe for signals");
    struct sigaction action{};
    action.sa_handler = jimTellSignal;
    sigemptyset(&action.sa_mask);
    for (std::size_t at = 0; at < kWatched.size(); ++at) {
        action.sa_flags =
            endsTheProgram(kWatched[at]) ? static_cast<int>(SA_RESTART | SA_RESETHAND) : SA_RESTART;
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

Signals::Event Signals::wait(std::chrono::microseconds atMost, int input) {
    if (stopSignal_ != 0) return Event::Stop;
    // A negative descriptor is left alone by poll.
    std::array<pollfd, 2> watched{{{pipeEnds[0], POLLIN, 0}, {input, POLLIN, 0}}};
    const auto whole = std::chrono::ceil<std::chrono::milliseconds>(atMost).count();
    const auto limited = std::clamp<long>(static_cast<long>(whole), 0, 3'600'000);
    if (poll(watched.data(), watched.size(), static_cast<int>(limited)) <= 0) return Event::None;

    auto event = watched[1].revents != 0 ? Event::Input : Event::None;
    unsigned char number = 0;
    while (read(pipeEnds[0], &number, 1) == 1) {
        if (endsTheProgram(number)) {
            stopSignal_ = number;
            return Event::Stop;
        }
        if (event != Event::Suspend) event = number == SIGTSTP ? Event::Suspend : Event::Resized;
    }
    return event;
}

void Signals::suspend() {
    struct sigaction usual{};
    struct sigaction ours{};
    usual.sa_handler = SIG_DFL;
    sigemptyset(&usual.sa_mask);
    sigaction(SIGTSTP, &usual, &ours);
    raise(SIGTSTP);  // Comes back with SIGCONT.
    sigaction(SIGTSTP, &ours, nullptr);
}

}  // namespace jim::apps::cli
