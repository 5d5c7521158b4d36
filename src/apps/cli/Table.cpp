#include "apps/cli/Table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace jim::apps::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 6;  ///< A cut column keeps at least this many.

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::add(std::vector<std::string> cells) {
    cells.resize(columns_.size());
    for (auto& cell : cells) cell = neutralised(cell);
    rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths(std::size_t limit) const {
    std::vector<std::size_t> widths;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        auto widest = columnsOf(columns_[at].title);
        for (const auto& row : rows_) widest = std::max(widest, columnsOf(row[at]));
        widths.push_back(widest);
    }
    if (limit == 0) return widths;

    auto total = std::accumulate(widths.begin(), widths.end(), kGap * (columns_.size() - 1));
    while (total > limit) {
        // One column less for the widest, so that several long ones end up alike.
        std::size_t widest = columns_.size();
        for (std::size_t at = 0; at < columns_.size(); ++at)
            if (columns_[at].shrinks && widths[at] > kNarrowest &&
                (widest == columns_.size() || widths[at] > widths[widest]))
                widest = at;
        if (widest == columns_.size()) break;
        --widths[widest];
        --total;
    }
    return widths;
}

std::string Table::line(const std::vector<std::string>& cells,
                        const std::vector<std::size_t>& widths, std::size_t limit) const {
    std::string line;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (at > 0) line.append(kGap, ' ');
        line += padded(truncated(cells[at], widths[at]), widths[at], columns_[at].align);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    if (limit > 0) line = truncated(line, limit);
    return line + '\n';
}

std::string Table::text(std::size_t width) const {
    const auto sizes = widths(width);
    std::vector<std::string> titles;
    for (const auto& column : columns_) titles.push_back(column.title);
    std::string text = line(titles, sizes, width);
    for (const auto& row : rows_) text += line(row, sizes, width);
    return text;
}

}  // namespace jim::apps::cli
