#include "apps/cli/Keyboard.hpp"

#include <unistd.h>

#include <array>

namespace jim::apps::cli {
namespace {

constexpr char kEscape = '\x1b';

Key keyOf(char byte) {
    switch (byte) {
        case 'c':
        case 'C':
            return Key::Cancel;
        case 'r':
        case 'R':
            return Key::Resume;
        case 'e':
        case 'E':
            return Key::Errors;
        case 'q':
        case 'Q':
            return Key::Leave;
        case 'y':
        case 'Y':
            return Key::Yes;
        case 'k':
            return Key::Up;
        case 'j':
            return Key::Down;
        default:
            return Key::Other;
    }
}

/// Takes `ESC [ ... final` or `ESC O final` off the front.
Key takeSequence(std::string_view& bytes) {
    bytes.remove_prefix(1);
    if (bytes.empty() || (bytes.front() != '[' && bytes.front() != 'O')) return Key::Other;
    bytes.remove_prefix(1);
    while (!bytes.empty()) {
        const char byte = bytes.front();
        bytes.remove_prefix(1);
        if (byte == 'A') return Key::Up;
        if (byte == 'B') return Key::Down;
        if (byte >= '@' && byte <= '~') break;
    }
    return Key::Other;
}

}  // namespace

std::vector<Key> keysOf(std::string_view bytes) {
    std::vector<Key> keys;
    while (!bytes.empty()) {
        if (bytes.front() == kEscape) {
            keys.push_back(takeSequence(bytes));
            continue;
        }
        keys.push_back(keyOf(bytes.front()));
        bytes.remove_prefix(1);
    }
    return keys;
}

Keyboard::Keyboard() {
    take();
}

Keyboard::~Keyboard() {
    giveBack();
}

int Keyboard::descriptor() const {
    return taken_ ? STDIN_FILENO : -1;
}

void Keyboard::take() {
    // A program in the background that changed the terminal would be stopped for it.
    if (taken_ || isatty(STDIN_FILENO) != 1 || tcgetpgrp(STDIN_FILENO) != getpgrp()) return;
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios single = before_;
    single.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    single.c_lflag |= NOFLSH;  // Ctrl+C must not swallow what we say about it.
    single.c_cc[VMIN] = 0;
    single.c_cc[VTIME] = 0;
    taken_ = tcsetattr(STDIN_FILENO, TCSANOW, &single) == 0;
}

void Keyboard::giveBack() {
    if (!taken_) return;
    taken_ = false;
    if (tcgetpgrp(STDIN_FILENO) == getpgrp()) tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

std::vector<Key> Keyboard::pressed() {
    if (!taken_) return {};
    std::array<char, 256> bytes{};
    const auto count = read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count > 0) return keysOf({bytes.data(), static_cast<std::size_t>(count)});
    // Readable, but with nothing to read: the terminal is gone.
    taken_ = false;
    return {};
}

}  // namespace jim::apps::cli
