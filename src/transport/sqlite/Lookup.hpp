#pragma once

#include "transport/sqlite/Connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::transport::sqlite {

/// Ascending and without repetition: look-ups in this order walk the table once.
template <class Id>
[[nodiscard]] std::vector<Id> ascending(std::span<const Id> ids) {
    std::vector<Id> result(ids.begin(), ids.end());
    if (!std::ranges::is_sorted(result)) std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
}

/// A set of numbers as one parameter: `... IN (SELECT value FROM json_each(?))`.
template <class Ids>
[[nodiscard]] std::string idList(const Ids& ids) {
    std::string text{"["};
    for (const auto id : ids) {
        if (text.size() > 1) text.push_back(',');
        const fmt::format_int digits{static_cast<std::int64_t>(id)};
        text.append(digits.data(), digits.size());
    }
    text.push_back(']');
    return text;
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

/// Calls `visit(id)` for every row of these ids, in their ascending order; it returns a Status.
/// `rows` selects the id as its first column, `WHERE id BETWEEN ?1 AND ?2 ORDER BY id`: ids are
/// mostly given in sequence, so that a batch is one walk through the table.
template <class Id, class Visit>
[[nodiscard]] base::Status lookUp(Statement& rows, std::span<const Id> ids, const Visit& visit) {
    const std::vector<Id> wanted = ascending(ids);
    for (auto at = wanted.begin(); at != wanted.end();) {
        const auto end = endOfRange(at, wanted.end());
        rows.bindAll(*at, *std::prev(end));
        while (true) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) break;
            const Id id = rows.as<Id>(0);
            while (*at < id) ++at;
            if (*at == id) JIM_TRY(visit(id));
        }
        at = end;
    }
    return {};
}

/// The same for a text in which `{}` stands for the words that name the ids: `WHERE id {} ORDER BY
/// id`. Calls `visit(id, row)`.
template <class Id, class Visit>
[[nodiscard]] base::Status lookUp(Connection& connection, std::string_view sql,
                                  std::span<const Id> ids, const Visit& visit) {
    JIM_ASSIGN(Statement rows,
               connection.prepare(fmt::format(fmt::runtime(sql), "BETWEEN ? AND ?")));
    return lookUp(rows, ids, [&](Id id) { return visit(id, rows); });
}

/// Runs `statement` with the first and last of every run of ids that follow on one another without
/// a gap: a batch's objects are mostly one. Each id is in exactly one run.
template <class Id>
[[nodiscard]] base::Status eachRun(Statement& statement, std::span<const Id> ids) {
    const std::vector<Id> sorted = ascending(ids);
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
