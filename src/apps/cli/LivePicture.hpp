#pragma once

#include "apps/cli/Console.hpp"
#include "apps/cli/TerminalScreen.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// Something on a terminal that changes while one waits. Calls come from the one thread that
/// follows.
class Drawing {
public:
    using Time = std::chrono::microseconds;  ///< base::Clock::steady().

    virtual ~Drawing() = default;

    /// The window has another size now.
    virtual void resized() {}

    /// The program was suspended: others have written to the terminal since.
    virtual void resumed() {}

    /// When something waits to be drawn: the moment it may be, which may have passed.
    [[nodiscard]] virtual std::optional<Time> due() const { return std::nullopt; }
    virtual void draw(Time now) { static_cast<void>(now); }
};

/// Lines that are drawn over themselves, at most five times a second, with a sentence below them
/// and at the very end what can be done with keys.
class LivePicture {
public:
    using Time = Drawing::Time;

    explicit LivePicture(Console& console) : console_(console) {}

    /// Something is to be drawn anew.
    void changed() { waiting_ = true; }

    /// A sentence to stand below the lines: until the next one, or some seconds and `settle`.
    void notice(std::string sentence);

    /// The notice speaks of something that is over.
    void settle() { noticeMayGo_ = true; }

    void footer(std::string text);

    [[nodiscard]] std::optional<Time> due() const;
    [[nodiscard]] WindowSize window() const { return console_.window(); }
    [[nodiscard]] Glyphs glyphs() const { return console_.glyphs(); }

    /// How many lines there is room for above notice and footer.
    [[nodiscard]] std::size_t room() const;

    void draw(std::vector<std::string> lines, Time now);

    /// What is on the screen stays there; the next drawing begins below it.
    void letStand() { screen_ = {}; }

    /// Draws these for good, and without what stands below; the next drawing begins after them.
    void leave(std::vector<std::string> lines);

    /// Draws for good: without footer, and whatever the time since the last drawing.
    void finish(std::vector<std::string> lines);

private:
    [[nodiscard]] std::vector<std::string> below() const;

    Console& console_;
    TerminalScreen screen_;
    std::string notice_;
    std::string footer_;
    bool noticeMayGo_ = false;
    std::optional<Time> noticeDrawnAt_;
    bool waiting_ = false;
    bool finished_ = false;
    std::optional<Time> drawnAt_;
};

}  // namespace jim::apps::cli
