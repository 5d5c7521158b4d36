#include "transport/sqlite/RowWriter.hpp"

namespace jim::transport::sqlite {

std::string RowWriter::text(std::size_t rows) const {
    std::string row{"(?"};
    for (int column = 1; column < columns_; ++column) row.append(",?");
    row.push_back(')');
    std::string sql{head_};
    for (std::size_t i = 0; i < rows; ++i) sql.append(i == 0 ? " " : ",").append(row);
    return sql.append(" ").append(tail_);
}

}  // namespace jim::transport::sqlite
