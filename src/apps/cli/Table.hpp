#pragma once

#include "apps/cli/TerminalText.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace jim::apps::cli {

struct Column {
    std::string title;
    Align align = Align::Left;
    bool shrinks = false;  ///< May be cut when the table is wider than the terminal.
};

/// Rows under titles. Cells may hold anything: they are neutralised as they come in.
class Table {
public:
    explicit Table(std::vector<Column> columns);

    /// One cell for each column; missing ones are empty.
    void add(std::vector<std::string> cells);

    [[nodiscard]] bool empty() const { return rows_.empty(); }

    /// Lines, each ended by a newline and at most `width` columns; width 0 has no limit.
    [[nodiscard]] std::string text(std::size_t width) const;

private:
    [[nodiscard]] std::vector<std::size_t> widths(std::size_t limit) const;
    [[nodiscard]] std::string line(const std::vector<std::string>& cells,
                                   const std::vector<std::size_t>& widths, std::size_t limit) const;

    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace jim::apps::cli
