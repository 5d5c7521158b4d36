#pragma once

#include "foundation/base/Ascending.hpp"
#include "transport/postgres/Columns.hpp"
#include "transport/postgres/Connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace jim::transport::postgres {

namespace impl {

/// The ends of stretches that ascending ids make where no wide gap parts them, if these are few and
/// well filled: then a stretch is read as a whole, as a row that is read past costs half of one
/// that is sought. Otherwise nothing.
template <class Id>
[[nodiscard]] std::vector<std::size_t> stretchesOf(std::span<const Id> ids) {
    constexpr std::int64_t kWide = 256;
    const auto perStretch = std::max<std::size_t>(ids.size() / 8, 64);
    std::vector<std::size_t> ends;
    std::int64_t read = 1;
    for (std::size_t i = 1; i < ids.size(); ++i) {
        const auto gap = static_cast<std::int64_t>(ids[i]) - static_cast<std::int64_t>(ids[i - 1]);
        if (gap > kWide) ends.push_back(i);
        read += gap > kWide ? 1 : gap;
    }
    ends.push_back(ids.size());
    const bool wellFilled = read <= 2 * static_cast<std::int64_t>(ids.size());
    if (!wellFilled || ends.size() * perStretch > ids.size() + perStretch) ends.clear();
    return ends;
}

/// The ends of runs of ascending ids that follow on one another without a gap, if these are few: a
/// statement for each then costs less than one that is given every id. Otherwise nothing.
template <class Id>
[[nodiscard]] std::vector<std::size_t> runsOf(std::span<const Id> ids) {
    constexpr std::size_t kWorthwhile = 64;  // Ids of a run.
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i < ids.size(); ++i)
        if (static_cast<std::int64_t>(ids[i]) - static_cast<std::int64_t>(ids[i - 1]) > 1)
            ends.push_back(i);
    ends.push_back(ids.size());
    if (ends.size() > 1 && ends.size() * kWorthwhile > ids.size()) ends.clear();
    return ends;
}

/// Hands the rows of a bound statement whose ids are among these, which ascend, to `visit`.
template <class Id, class Visit>
[[nodiscard]] base::Status visitThose(Statement& rows, std::span<const Id> ids,
                                      const Visit& visit) {
    auto at = ids.begin();
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        const Id id = rows.as<Id>(0);
        if (at != ids.end() && *at < id) ++at;
        if (at == ids.end() || *at != id) at = base::firstFrom(ids, id);
        if (at != ids.end() && *at == id) JIM_TRY(visit(id, rows));
    }
}

}  // namespace impl

/// Calls `visit(id, row)`, which returns a Status, for every row of these ids, in the order that
/// the text asks for, if it does. `{0}` in the text stands for the words that name them, and may do
/// so more than once; the text selects the id as its first column: `WHERE id {0} ORDER BY id`. Its
/// other parameters, ?1 and so on, are `more`.
template <class Id, class Visit, class... More>
[[nodiscard]] base::Status lookUp(Connection& connection, std::string_view sql,
                                  std::span<const Id> ids, const Visit& visit,
                                  const More&... more) {
    if (ids.empty()) return {};
    constexpr int kFirst = static_cast<int>(sizeof...(More)) + 1;
    const std::vector<Id> wanted = base::ascending(ids);
    const std::span<const Id> all{wanted};
    const auto ends = impl::stretchesOf(all);
    const std::string words = ends.empty() ? fmt::format("= ANY(?{}::bigint[])", kFirst)
                                           : fmt::format("BETWEEN ?{} AND ?{}", kFirst, kFirst + 1);
    JIM_ASSIGN(Statement rows, connection.prepare(fmt::format(fmt::runtime(sql), words)));
    if (ends.empty()) {
        rows.bindAll(more...);
        Columns::ofBigints(wanted).bindTo(rows, kFirst);
        return impl::visitThose(rows, all, visit);
    }
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        const auto stretch = all.subspan(begin, end - begin);
        rows.bindAll(more..., stretch.front(), stretch.back());
        JIM_TRY(impl::visitThose(rows, stretch, visit));
        begin = end;
    }
    return {};
}

/// Executes a statement that is about these ids; nothing for none. `{}` in the text stands for the
/// words that name them: `WHERE id {}`. Where they follow on one another it is executed for each
/// run of them.
template <class Ids>
[[nodiscard]] base::Status runFor(Connection& connection, std::string_view sql, const Ids& ids) {
    if (ids.empty()) return {};
    const auto wanted = base::ascending(std::span{ids});
    const auto ends = impl::runsOf(std::span{wanted});
    const std::string_view words = ends.empty() ? "= ANY(?1::bigint[])" : "BETWEEN ?1 AND ?2";
    JIM_ASSIGN(auto statement, connection.prepare(fmt::format(fmt::runtime(sql), words)));
    if (ends.empty()) {
        Columns::ofBigints(wanted).bindTo(statement);
        return statement.run();
    }
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        JIM_TRY(statement.bindAll(wanted[begin], wanted[end - 1]).run());
        begin = end;
    }
    return {};
}

/// Deletes the rows of these ids.
template <class Ids>
[[nodiscard]] base::Status deleteIds(Connection& connection, std::string_view table,
                                     std::string_view column, const Ids& ids) {
    return runFor(connection, fmt::format("DELETE FROM {} WHERE {} {{}}", table, column), ids);
}

/// Calls `visit(row)` for every row of a statement with numbers in it, for each of which `{}`
/// stands: there may be more of them than memory for a result.
template <class Visit, std::convertible_to<std::int64_t>... Numbers>
[[nodiscard]] base::Status stream(Connection& connection, std::string_view sql, const Visit& visit,
                                  Numbers... numbers) {
    return connection.copyOut(fmt::format(fmt::runtime(sql), static_cast<std::int64_t>(numbers)...),
                              [&](const CopyRow& row) { visit(row); });
}

}  // namespace jim::transport::postgres
