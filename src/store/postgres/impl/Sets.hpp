#pragma once

#include "transport/postgres/Columns.hpp"
#include "transport/postgres/Connection.hpp"

#include <span>
#include <string_view>

namespace jim::store::postgres::impl {

/// A statement whose only parameter is a set of ids: `= ANY(?::bigint[])`.
template <class Ids>
[[nodiscard]] base::Result<transport::postgres::Statement> prepareFor(
    transport::postgres::Connection& connection, std::string_view sql, const Ids& ids) {
    JIM_ASSIGN(auto statement, connection.prepare(sql));
    transport::postgres::Columns::ofBigints(ids).bindTo(statement);
    return statement;
}

/// The same, executed; nothing for no ids.
template <class Ids>
[[nodiscard]] base::Status runFor(transport::postgres::Connection& connection, std::string_view sql,
                                  const Ids& ids) {
    if (ids.empty()) return {};
    JIM_ASSIGN(auto statement, prepareFor(connection, sql, ids));
    return statement.run();
}

/// Executes a statement whose parameters are these columns; nothing for no rows.
[[nodiscard]] inline base::Status runWith(transport::postgres::Connection& connection,
                                          std::string_view sql,
                                          const transport::postgres::Columns& columns) {
    if (columns.empty()) return {};
    JIM_ASSIGN(auto statement, connection.prepare(sql));
    columns.bindTo(statement);
    return statement.run();
}

}  // namespace jim::store::postgres::impl
