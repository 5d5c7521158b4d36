#pragma once

#include "identity/connector_space/ConnectorSpaceQueries.hpp"
#include "store/Conditions.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace jim::store {

/// How many rows `from` has that the conditions take.
[[nodiscard]] base::Result<std::int64_t> countOf(auto& connection, std::string_view from,
                                                 const Conditions& conditions) {
    JIM_ASSIGN(auto count, connection.prepare(
                               fmt::format("SELECT COUNT(*) FROM {}{}", from, conditions.where())));
    conditions.bind(count);
    JIM_ASSIGN([[maybe_unused]] const bool counted, count.step());
    return count.integer(0);
}

/// The rows of one page. `read(row)` gives the result of one.
template <class T, class Read>
[[nodiscard]] base::Result<std::vector<T>> rowsOf(
    auto& connection, std::string_view columns, std::string_view from, const Conditions& conditions,
    std::string_view order, identity::connector_space::PageRequest page, const Read& read) {
    std::vector<T> items;
    JIM_ASSIGN(auto rows,
               connection.prepare(fmt::format("SELECT {} FROM {}{} ORDER BY {} LIMIT ? OFFSET ?",
                                              columns, from, conditions.where(), order)));
    rows.bindFrom(conditions.bind(rows), page.limit, page.offset);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return items;
        JIM_ASSIGN(items.emplace_back(), read(rows));
    }
}

/// One page of what `from` and the conditions give, and how many there are in all.
template <class T, class Read>
[[nodiscard]] base::Result<identity::connector_space::PageOf<T>> pageOf(
    auto& connection, std::string_view columns, std::string_view from, const Conditions& conditions,
    std::string_view order, identity::connector_space::PageRequest page, const Read& read) {
    identity::connector_space::PageOf<T> result;
    JIM_ASSIGN(result.totalCount, countOf(connection, from, conditions));
    JIM_ASSIGN(result.items, rowsOf<T>(connection, columns, from, conditions, order, page, read));
    return result;
}

}  // namespace jim::store
