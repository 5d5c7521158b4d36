#pragma once

#include "foundation/base/Ascending.hpp"
#include "transport/sqlite/Connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::transport::sqlite {

/// Executes a statement that is about these ids; nothing for none. `{}` in the text stands for the
/// words that name them: `WHERE id {}`.
template <class Ids>
[[nodiscard]] base::Status runFor(Connection& connection, std::string_view sql, const Ids& ids) {
    if (ids.empty()) return {};
    std::string list{"["};
    for (const auto id : ids) {
        if (list.size() > 1) list.push_back(',');
        const fmt::format_int digits{static_cast<std::int64_t>(id)};
        list.append(digits.data(), digits.size());
    }
    list.push_back(']');
    return connection.run(fmt::format(fmt::runtime(sql), "IN (SELECT value FROM json_each(?1))"),
                          list);
}

/// Calls `visit(row)` for every row of a statement with numbers in it, for each of which `{}`
/// stands: there may be more of them than memory for a result.
template <class Visit, std::convertible_to<std::int64_t>... Numbers>
[[nodiscard]] base::Status stream(Connection& connection, std::string_view sql, const Visit& visit,
                                  Numbers... numbers) {
    constexpr auto kPlace = [](std::int64_t) { return "?"; };
    JIM_ASSIGN(Statement rows,
               connection.prepare(fmt::format(fmt::runtime(sql), kPlace(numbers)...)));
    rows.bindAll(static_cast<std::int64_t>(numbers)...);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        visit(rows);
    }
}

/// So many unknown ids are read past rather than sought around: a row that is stepped over costs a
/// fraction of a search from the root.
constexpr std::int64_t kClose = 4;

/// Where the ids that lie close together end; `at` is not the end.
template <class Iterator>
[[nodiscard]] Iterator endOfRange(Iterator at, Iterator end) {
    const auto apart = [](auto a, auto b) {
        return static_cast<std::int64_t>(b) - static_cast<std::int64_t>(a) > kClose;
    };
    const Iterator last = std::adjacent_find(at, end, apart);
    return last == end ? end : std::next(last);
}

/// Calls `visit(id, row)`, which returns a Status, for every row of these ids, in the order that
/// the text asks for, if it does. `{0}` in the text stands for the words that name them, and may do
/// so more than once; the text selects the id as its first column: `WHERE id {0} ORDER BY id`. Its
/// other parameters, ?1 and so on, are `more`. Ids are mostly given in sequence, so that a batch is
/// one walk through the table.
template <class Id, class Visit, class... More>
[[nodiscard]] base::Status lookUp(Connection& connection, std::string_view sql,
                                  std::span<const Id> ids, const Visit& visit,
                                  const More&... more) {
    if (ids.empty()) return {};
    constexpr int kFirst = static_cast<int>(sizeof...(More)) + 1;
    const std::string words = fmt::format("BETWEEN ?{} AND ?{}", kFirst, kFirst + 1);
    JIM_ASSIGN(Statement rows, connection.prepare(fmt::format(fmt::runtime(sql), words)));
    rows.bindAll(more...);
    const std::vector<Id> wanted = base::ascending(ids);
    for (auto at = wanted.begin(); at != wanted.end();) {
        const auto begin = at;
        const auto end = endOfRange(at, wanted.end());
        rows.bindFrom(kFirst, *at, *std::prev(end));
        while (true) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) break;
            const Id id = rows.as<Id>(0);
            if (at == end || id < *at) at = begin;
            while (at != end && *at < id) ++at;
            if (at != end && *at == id) JIM_TRY(visit(id, rows));
        }
        at = end;
    }
    return {};
}

/// Runs `statement` with the first and last of every run of ids that follow on one another without
/// a gap: a batch's objects are mostly one. Each id is in exactly one run.
template <class Id>
[[nodiscard]] base::Status eachRun(Statement& statement, std::span<const Id> ids) {
    const std::vector<Id> sorted = base::ascending(ids);
    const auto apart = [](Id a, Id b) {
        return static_cast<std::int64_t>(b) - static_cast<std::int64_t>(a) > 1;
    };
    for (auto at = sorted.begin(); at != sorted.end();) {
        const auto last = std::adjacent_find(at, sorted.end(), apart);
        const auto end = last == sorted.end() ? last : std::next(last);
        JIM_TRY(statement.bindAll(*at, *std::prev(end)).run());
        at = end;
    }
    return {};
}

/// Deletes the rows of these ids. A statement that deletes keeps every page that it touches, to
/// undo itself: few statements, each for a run of ids.
template <class Ids>
[[nodiscard]] base::Status deleteIds(Connection& connection, std::string_view table,
                                     std::string_view column, const Ids& ids) {
    if (ids.empty()) return {};
    JIM_ASSIGN(Statement rows, connection.prepare(fmt::format(
                                   "DELETE FROM {} WHERE {} BETWEEN ? AND ?", table, column)));
    return eachRun(rows, std::span{ids});
}

}  // namespace jim::transport::sqlite
