#pragma once

#include "foundation/base/Guid.hpp"
#include "store/sqlite/impl/Ids.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"
#include "transport/sqlite/Connection.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace jim::store::sqlite::impl {

using transport::sqlite::Blob;
using transport::sqlite::Connection;

/// Calls `take(row)` for every row that a bound statement gives.
template <class Take>
[[nodiscard]] base::Status eachRow(Statement& statement, Take take) {
    while (true) {
        JIM_ASSIGN(const bool row, statement.step());
        if (!row) return {};
        take(statement);
    }
}

[[nodiscard]] inline Blob blobOf(const base::Guid& guid) {
    return {{reinterpret_cast<const char*>(guid.bytes.data()), guid.bytes.size()}};
}

[[nodiscard]] inline std::optional<Blob> blobOf(const std::optional<base::Guid>& guid) {
    return guid ? std::optional{blobOf(*guid)} : std::nullopt;
}

[[nodiscard]] inline base::Guid guidOf(const Statement& row, int column) {
    base::Guid guid;
    const auto bytes = row.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), guid.bytes.size()), guid.bytes.begin());
    return guid;
}

[[nodiscard]] inline std::optional<base::Guid> optionalGuid(const Statement& row, int column) {
    return row.isNull(column) ? std::nullopt : std::optional{guidOf(row, column)};
}

[[nodiscard]] inline std::string textOf(const Statement& row, int column) {
    return std::string{row.text(column)};
}

/// Inserts with `id` NULL when it is 0, and fills it in.
template <class Id, class... T>
[[nodiscard]] base::Status upsert(Connection& connection, std::string_view sql, Id& id,
                                  const T&... values) {
    const auto given = id == 0 ? std::nullopt : std::optional{id};
    JIM_TRY(connection.run(sql, given, values...));
    if (id == 0) id = static_cast<Id>(connection.lastInsertId());
    return {};
}

/// Deletes the children of `parent` that are not among `keep` (0 stands for one still to come).
template <class Ids>
[[nodiscard]] base::Status keepOnly(Connection& connection, std::string_view table,
                                    std::string_view parentColumn, std::int64_t parent,
                                    const Ids& keep) {
    return connection.run(
        fmt::format("DELETE FROM {} WHERE {} = ? AND id NOT IN (SELECT value FROM json_each(?))",
                    table, parentColumn),
        parent, idList(keep));
}

}  // namespace jim::store::sqlite::impl
