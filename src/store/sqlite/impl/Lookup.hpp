#pragma once

#include "store/sqlite/impl/Ids.hpp"
#include "transport/sqlite/Statement.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace jim::store::sqlite::impl {

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
[[nodiscard]] base::Status lookUp(transport::sqlite::Statement& rows, std::span<const Id> ids,
                                  const Visit& visit) {
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

/// Runs `statement` with the first and last of every run of ids that follow on one another without
/// a gap: a batch's objects are mostly one. Each id is in exactly one run.
template <class Id>
[[nodiscard]] base::Status eachRun(transport::sqlite::Statement& statement,
                                   std::span<const Id> ids) {
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

}  // namespace jim::store::sqlite::impl
