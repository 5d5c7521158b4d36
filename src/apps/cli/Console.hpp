#pragma once

#include "apps/cli/FollowView.hpp"

#include <cstddef>
#include <iosfwd>
#include <string_view>

namespace jim::apps::cli {

struct WindowSize {
    std::size_t columns = 80;
    std::size_t rows = 24;
};

/// Where the program's output goes and what can be done with it there. One thread.
class Console {
public:
    /// The process's standard output and error.
    [[nodiscard]] static Console ofProcess();

    /// Streams that are no terminal.
    Console(std::ostream& out, std::ostream& err);

    /// Results. Flushed at once, so that lines appear as they come also in a pipe.
    void print(std::string_view text);
    /// `jim: ` and the text, neutralised, as one line on standard error.
    void complain(std::string_view text);

    /// Can be drawn on: a terminal that is not dumb.
    [[nodiscard]] bool drawable() const { return drawable_; }
    [[nodiscard]] Glyphs glyphs() const { return glyphs_; }

    /// Asked anew at each call, for windows change.
    [[nodiscard]] WindowSize window() const;

    /// For tables: the width of the terminal, or 0, which is no limit, when it is none.
    [[nodiscard]] std::size_t tableWidth() const;

private:
    std::ostream* out_;
    std::ostream* err_;
    bool terminal_ = false;
    bool drawable_ = false;
    Glyphs glyphs_ = Glyphs::Ascii;
};

}  // namespace jim::apps::cli
