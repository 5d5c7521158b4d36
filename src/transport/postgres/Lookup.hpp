#pragma once

#include "transport/postgres/Columns.hpp"
#include "transport/postgres/Connection.hpp"

#include <fmt/format.h>

#include <span>
#include <string_view>

namespace jim::transport::postgres {

/// A statement whose only parameter is a set of ids: `= ANY(?::bigint[])`.
template <class Ids>
[[nodiscard]] base::Result<Statement> prepareFor(Connection& connection, std::string_view sql,
                                                 const Ids& ids) {
    JIM_ASSIGN(auto statement, connection.prepare(sql));
    Columns::ofBigints(ids).bindTo(statement);
    return statement;
}

/// Calls `visit(id, row)`, which returns a Status, for every row of these ids, in their ascending
/// order. `{}` in the text stands for the words that name them; it selects the id as its first
/// column: `WHERE id {} ORDER BY id`.
template <class Id, class Visit>
[[nodiscard]] base::Status lookUp(Connection& connection, std::string_view sql,
                                  std::span<const Id> ids, const Visit& visit) {
    if (ids.empty()) return {};
    JIM_ASSIGN(Statement rows,
               prepareFor(connection, fmt::format(fmt::runtime(sql), "= ANY(?::bigint[])"), ids));
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        JIM_TRY(visit(rows.as<Id>(0), rows));
    }
}

/// A statement whose only parameter is such a set, executed; nothing for no ids.
template <class Ids>
[[nodiscard]] base::Status runFor(Connection& connection, std::string_view sql, const Ids& ids) {
    if (ids.empty()) return {};
    JIM_ASSIGN(auto statement, prepareFor(connection, sql, ids));
    return statement.run();
}

/// Deletes the rows of these ids.
template <class Ids>
[[nodiscard]] base::Status deleteIds(Connection& connection, std::string_view table,
                                     std::string_view column, const Ids& ids) {
    return runFor(connection,
                  fmt::format("DELETE FROM {} WHERE {} = ANY(?::bigint[])", table, column), ids);
}

/// Executes a statement whose parameters are these columns; nothing for no rows.
[[nodiscard]] inline base::Status runWith(Connection& connection, std::string_view sql,
                                          const Columns& columns) {
    if (columns.empty()) return {};
    JIM_ASSIGN(auto statement, connection.prepare(sql));
    columns.bindTo(statement);
    return statement.run();
}

}  // namespace jim::transport::postgres
