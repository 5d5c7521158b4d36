#pragma once

#include "transport/sqlite/RowWriter.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace jim::transport::sqlite {

using Names = std::initializer_list<std::string_view>;

namespace impl {

[[nodiscard]] std::string updateText(std::string_view table, Names columns);
[[nodiscard]] std::string deleteText(std::string_view table, Names columns);
[[nodiscard]] std::string findText(std::string_view table, Names columns, std::string_view id);
[[nodiscard]] std::string insertHead(std::string_view table, Names keys, Names others);
[[nodiscard]] std::string conflictTail(Names others);

template <class Row, class Values>
[[nodiscard]] base::Status runForEach(Connection& connection, const std::string& sql,
                                      std::span<const Row> rows, const Values& values) {
    if (rows.empty()) return {};
    JIM_ASSIGN(Statement one, connection.prepare(sql));
    for (const Row& row : rows) {
        values(row, [&](const auto&... value) { one.bindAll(value...); });
        JIM_TRY(one.run());
    }
    return {};
}

}  // namespace impl

// `values(row, bind)` calls `bind(value...)` once, with a value for each of the columns. What it
// binds lives as long as `rows`.

/// Calls `visit(index, id)` for every row that has all the values of one that is given: by the
/// place of that one, then by id.
template <class Row, class Values, class Visit>
[[nodiscard]] base::Status findIds(Connection& connection, std::string_view table, Names columns,
                                   std::string_view id, std::span<const Row> rows,
                                   const Values& values, const Visit& visit) {
    if (rows.empty()) return {};
    JIM_ASSIGN(Statement found, connection.prepare(impl::findText(table, columns, id)));
    for (std::size_t index = 0; index < rows.size(); ++index) {
        values(rows[index], [&](const auto&... value) { found.bindAll(value...); });
        while (true) {
            JIM_ASSIGN(const bool row, found.step());
            if (!row) break;
            visit(index, found.integer(0));
        }
    }
    return {};
}

/// Gives the rows with the first column's values those of the others.
template <class Row, class Values>
[[nodiscard]] base::Status updateRows(Connection& connection, std::string_view table, Names columns,
                                      std::span<const Row> rows, const Values& values) {
    return impl::runForEach(connection, impl::updateText(table, columns), rows, values);
}

/// Gives rows that grow, by the first of `columns`, the values of the others: `changed` binds
/// these, `whole` all columns of the table.
template <class Row, class Changed, class Whole>
[[nodiscard]] base::Status growRows(Connection& connection, std::string_view table, Names columns,
                                    std::span<const Row> rows, const Changed& changed,
                                    const Whole& /*whole*/) {
    return updateRows(connection, table, columns, rows, changed);
}

/// Deletes the rows with all of these values.
template <class Row, class Values>
[[nodiscard]] base::Status deleteRows(Connection& connection, std::string_view table, Names columns,
                                      std::span<const Row> rows, const Values& values) {
    return impl::runForEach(connection, impl::deleteText(table, columns), rows, values);
}

/// Inserts whole rows, no two with the same key; one whose key is there already gets the other
/// columns' values, and stays as it is where there are none. The key is unique in the table.
template <class Row, class Values>
[[nodiscard]] base::Status mergeRows(Connection& connection, std::string_view table,
                                     std::string_view /*owner*/, Names keys, Names others,
                                     std::span<const Row> rows, const Values& values) {
    const std::string head = impl::insertHead(table, keys, others);
    const std::string tail = impl::conflictTail(others);
    return RowWriter{connection, head, static_cast<int>(keys.size() + others.size()), tail}.write(
        rows, values);
}

}  // namespace jim::transport::sqlite
