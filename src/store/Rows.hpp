#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Result.hpp"
#include "foundation/base/Timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::store {

// What databases read differently is the drivers' own: each has the functions `nextId` and
// `insertRows` beside its connection.

/// Bytes for a parameter, where a plain std::string_view would be text. Both drivers know them by
/// their member.
struct Bytes {
    std::string_view bytes;
};

/// Calls `take(row)` for every row that a bound statement gives.
template <class Statement, class Take>
[[nodiscard]] base::Status eachRow(Statement& statement, Take take) {
    while (true) {
        JIM_ASSIGN(const bool row, statement.step());
        if (!row) return {};
        take(statement);
    }
}

[[nodiscard]] inline Bytes bytesOf(const base::Guid& guid) {
    return {{reinterpret_cast<const char*>(guid.bytes.data()), guid.bytes.size()}};
}

[[nodiscard]] inline std::optional<Bytes> bytesOf(const std::optional<base::Guid>& guid) {
    return guid ? std::optional{bytesOf(*guid)} : std::nullopt;
}

[[nodiscard]] base::Guid guidOf(const auto& row, int column) {
    base::Guid guid;
    const std::string_view bytes = row.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), guid.bytes.size()), guid.bytes.begin());
    return guid;
}

[[nodiscard]] std::optional<base::Guid> optionalGuid(const auto& row, int column) {
    return row.isNull(column) ? std::nullopt : std::optional{guidOf(row, column)};
}

[[nodiscard]] std::string textOf(const auto& row, int column) {
    return std::string{row.text(column)};
}

[[nodiscard]] std::optional<base::Timestamp> optionalTime(const auto& row, int column) {
    if (row.isNull(column)) return std::nullopt;
    return base::Timestamp{row.integer(column)};
}

[[nodiscard]] inline std::optional<std::int64_t> micros(
    const std::optional<base::Timestamp>& time) {
    return time ? std::optional{time->micros} : std::nullopt;
}

/// Inserts a row of a table whose first column is the id, which is drawn and filled in when it is
/// 0; a row of that id gets `set` instead, an assignment list where ?2 is the second column.
template <class Connection, class Id, class... T>
[[nodiscard]] base::Status upsert(Connection& connection, std::string_view table,
                                  std::string_view set, Id& id, const T&... values) {
    std::string others;
    for (std::size_t i = 0; i < sizeof...(values); ++i) others += fmt::format(", ?{}", i + 2);
    const auto given = id == 0 ? std::nullopt : std::optional{id};
    const std::string sql =
        fmt::format("INSERT INTO {} VALUES ({}{}) ON CONFLICT (id) DO UPDATE SET {} RETURNING id",
                    table, nextId(connection, table, "id"), others, set);
    JIM_ASSIGN(const std::int64_t used, connection.integer(sql, given, values...));
    id = static_cast<Id>(used);
    return {};
}

/// Deletes the children of `parent` that are not among `keep`.
template <class Ids>
[[nodiscard]] base::Status keepOnly(auto& connection, std::string_view table,
                                    std::string_view parentColumn, std::int64_t parent,
                                    const Ids& keep) {
    std::vector<std::int64_t> gone;
    JIM_ASSIGN(auto rows, connection.prepare(
                              fmt::format("SELECT id FROM {} WHERE {} = ?", table, parentColumn)));
    rows.bindAll(parent);
    JIM_TRY(eachRow(rows, [&](const auto& row) {
        if (std::ranges::find(keep, row.integer(0)) == keep.end()) gone.push_back(row.integer(0));
    }));
    for (const std::int64_t id : gone)
        JIM_TRY(connection.run(fmt::format("DELETE FROM {} WHERE id = ?", table), id));
    return {};
}

}  // namespace jim::store
