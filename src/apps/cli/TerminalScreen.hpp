#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace jim::apps::cli {

/// Lines that are drawn over themselves at the bottom of a terminal. It makes the bytes; who owns
/// the terminal writes them, each result with one write: the cursor is hidden inside a drawing only
/// and shown at its end, so that it is there however the program ends.
class TerminalScreen {
public:
    /// Draws the lines in the place of those before. At most `rows - 1` lines are drawn, each must
    /// fit into `columns`. Lines drawn for a wider window have been wrapped by the terminal since:
    /// that is allowed for.
    [[nodiscard]] std::string draw(const std::vector<std::string>& lines, std::size_t columns,
                                   std::size_t rows);

    /// Takes the lines away, for something to be printed in their place.
    [[nodiscard]] std::string erase(std::size_t columns);

private:
    [[nodiscard]] std::string toTop(std::size_t columns) const;

    std::vector<std::size_t> drawn_;  ///< The columns of each line on the screen.
};

}  // namespace jim::apps::cli
