#pragma once

#include "transport/postgres/Connection.hpp"

#include <span>
#include <string>
#include <string_view>

namespace jim::transport::postgres {

/// Writes many rows of one table by COPY in binary, the quickest way there is. One row that the
/// table refuses fails them all: give it rows that fit.
class RowWriter {
public:
    RowWriter(Connection& connection, std::string_view table)
        : connection_(connection), table_(table) {}

    /// Takes the values of one row, in the order of the table's columns: at once, or one by one.
    class Binder {
    public:
        Binder(std::string& buffer, std::span<const TableColumn> columns)
            : buffer_(buffer), columns_(columns) {}
        void operator()(const auto&... value) const {
            std::size_t column = 0;
            (putValue(buffer_, columns_[column++].type, value), ...);
        }
        void next(const auto& value) { putValue(buffer_, columns_[column_++].type, value); }

    private:
        std::string& buffer_;
        std::span<const TableColumn> columns_;
        std::size_t column_ = 0;
    };

    /// `values(row, bind)` calls `bind(value...)` once, or `bind.next(value)` for each column of
    /// the table, in their order.
    template <class Row, class Values>
    [[nodiscard]] base::Status write(std::span<const Row> rows, const Values& values) {
        if (rows.empty()) return {};
        JIM_ASSIGN(const std::span<const TableColumn> columns, connection_.columnsOf(table_));
        JIM_TRY(connection_.beginCopy(table_));
        std::string buffer;
        for (const Row& row : rows) {
            putNumber<2>(buffer, static_cast<std::int64_t>(columns.size()));
            Binder bind{buffer, columns};
            values(row, bind);
            if (buffer.size() < kPiece) continue;
            JIM_TRY(connection_.putCopy(buffer));
            buffer.clear();
        }
        JIM_TRY(connection_.putCopy(buffer));
        JIM_TRY(connection_.endCopy());
        return {};
    }

    /// The same, of rows that the table did not have before: statistics are made for it when it has
    /// grown.
    template <class Row, class Values>
    [[nodiscard]] base::Status add(std::span<const Row> rows, const Values& values) {
        JIM_TRY(write(rows, values));
        const auto count = static_cast<std::int64_t>(rows.size());
        connection_.copiedRows_ += count;
        connection_.copiedInto_[std::string{table_}] += count;
        return {};
    }

private:
    static constexpr std::size_t kPiece = 64UL << 10U;

    Connection& connection_;
    std::string_view table_;
};

/// Many rows, as they stand in the table: see RowWriter. The server knows the number of columns.
template <class Row, class Values>
[[nodiscard]] base::Status insertRows(Connection& connection, std::string_view table,
                                      int /*columns*/, std::span<const Row> rows,
                                      const Values& values) {
    return RowWriter{connection, table}.add(rows, values);
}

}  // namespace jim::transport::postgres
