#pragma once

#include <termios.h>

#include <string_view>
#include <vector>

namespace jim::apps::cli {

enum class Key { Cancel, Resume, Errors, Leave, Yes, Up, Down, Other };

/// What the bytes of a terminal's keyboard mean. Arrow keys come as escape sequences; sequences
/// that mean nothing here are one Other.
[[nodiscard]] std::vector<Key> keysOf(std::string_view bytes);

/// The keys of the terminal that standard input is, one by one and without an echo. Ctrl+C stays a
/// signal. The terminal is as it was when this ends. One object at a time.
class Keyboard {
public:
    /// Takes the keyboard when standard input is a terminal and this program in its foreground.
    Keyboard();
    ~Keyboard();
    Keyboard(const Keyboard&) = delete;
    Keyboard& operator=(const Keyboard&) = delete;

    /// To poll for input; -1 when there is no keyboard to be had.
    [[nodiscard]] int descriptor() const;

    /// What has been pressed since; does not wait.
    [[nodiscard]] std::vector<Key> pressed();

    /// Before the program is stopped (Ctrl+Z), and after it goes on.
    void giveBack();
    void take();

private:
    bool taken_ = false;
    termios before_{};
};

}  // namespace jim::apps::cli
