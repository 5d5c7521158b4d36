#include "transport/sqlite/RowWriter.hpp"

#include <algorithm>

namespace jim::transport::sqlite {
namespace {

std::string plainRow(int columns) {
    std::string row{"(?"};
    for (int column = 1; column < columns; ++column) row.append(",?");
    return row.append(")");
}

}  // namespace

RowWriter::RowWriter(Connection& connection, std::string_view head, int columns,
                     std::string_view tail)
    : RowWriter(connection, head, plainRow(columns), tail) {}

RowWriter::RowWriter(Connection& connection, std::string_view head, std::string row,
                     std::string_view tail)
    : connection_(connection),
      head_(head),
      tail_(tail),
      row_(std::move(row)),
      columns_(static_cast<int>(std::ranges::count(row_, '?'))) {}

std::string RowWriter::text(std::size_t rows) const {
    std::string sql{head_};
    for (std::size_t i = 0; i < rows; ++i) sql.append(i == 0 ? " " : ",").append(row_);
    return sql.append(" ").append(tail_);
}

}  // namespace jim::transport::sqlite
