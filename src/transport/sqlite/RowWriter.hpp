#pragma once

#include "transport/sqlite/Connection.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace jim::transport::sqlite {

/// Writes many rows of one table with few statements: opening a table and its indexes costs as
/// much as writing a row, and is paid once for each statement.
class RowWriter {
public:
    /// Rows of one statement. More gain nothing; the text and its parameters only grow.
    static constexpr std::size_t kRows = 32;

    /// `head` is the statement up to and with `VALUES`, `tail` what follows the rows (a conflict
    /// clause); each row has `columns` values.
    RowWriter(Connection& connection, std::string_view head, int columns,
              std::string_view tail = {});

    /// The same with a row of one's own: `(?, (SELECT ...))`; every `?` is a value.
    RowWriter(Connection& connection, std::string_view head, std::string row,
              std::string_view tail);

    /// `values(row, bind)` calls `bind(value...)` once, with a value for each column. What it
    /// binds lives as long as `rows`.
    template <class Row, class Values>
    [[nodiscard]] base::Status write(std::span<const Row> rows, const Values& values) {
        if (rows.size() >= kRows) {
            JIM_ASSIGN(Statement many, connection_.prepare(text(kRows)));
            for (; rows.size() >= kRows; rows = rows.subspan(kRows))
                JIM_TRY(run(many, rows.first(kRows), values));
        }
        if (rows.empty()) return {};
        JIM_ASSIGN(Statement one, connection_.prepare(text(1)));
        for (; !rows.empty(); rows = rows.subspan(1)) JIM_TRY(run(one, rows.first(1), values));
        return {};
    }

private:
    template <class Row, class Values>
    [[nodiscard]] base::Status run(Statement& statement, std::span<const Row> rows,
                                   const Values& values) {
        int parameter = 1;
        for (const Row& row : rows) {
            values(row, [&](const auto&... value) {
                statement.bindFrom(parameter, value...);
                parameter += columns_;
            });
        }
        return statement.run();
    }

    [[nodiscard]] std::string text(std::size_t rows) const;

    Connection& connection_;
    std::string_view head_;
    std::string_view tail_;
    std::string row_;
    int columns_;
};

/// Many rows of so many columns, as they stand in the table: see RowWriter.
template <class Row, class Values>
[[nodiscard]] base::Status insertRows(Connection& connection, std::string_view table, int columns,
                                      std::span<const Row> rows, const Values& values) {
    const std::string head = "INSERT INTO " + std::string{table} + " VALUES";
    return RowWriter{connection, head, columns}.write(rows, values);
}

}  // namespace jim::transport::sqlite
