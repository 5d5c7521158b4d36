#pragma once

#include "foundation/base/Ascending.hpp"
#include "foundation/base/Result.hpp"

#include <algorithm>
#include <ranges>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace jim::store {

/// Which ids belong to which, by the first and then in the order of the rows.
template <class From, class To>
using Pairs = std::vector<std::pair<From, To>>;

/// The first two columns of every row of these ids: see the drivers' `lookUp`.
template <class To, class From, class... More>
[[nodiscard]] base::Result<Pairs<From, To>> pairsOf(auto& connection, std::string_view sql,
                                                    std::span<const From> ids,
                                                    const More&... more) {
    Pairs<From, To> pairs;
    pairs.reserve(ids.size());
    const auto take = [&](From id, const auto& row) -> base::Status {
        pairs.emplace_back(id, row.template as<To>(1));
        return {};
    };
    JIM_TRY(lookUp(connection, sql, ids, take, more...));
    return pairs;
}

/// All pairs that begin with `from`.
template <class From, class To>
[[nodiscard]] auto pairsFrom(const Pairs<From, To>& pairs, From from) {
    return std::ranges::equal_range(pairs, from, {}, &std::pair<From, To>::first);
}

/// The ascending ids of one side, without repetition.
template <class From, class To>
[[nodiscard]] std::vector<From> firstsOf(const Pairs<From, To>& pairs) {
    std::vector<From> ids;
    ids.reserve(pairs.size());
    for (const auto& [from, to] : pairs) ids.push_back(from);
    return base::ascending(std::move(ids));
}

template <class From, class To>
[[nodiscard]] std::vector<To> secondsOf(const Pairs<From, To>& pairs) {
    std::vector<To> ids;
    ids.reserve(pairs.size());
    for (const auto& [from, to] : pairs) ids.push_back(to);
    return base::ascending(std::move(ids));
}

/// The same the other way round, in order.
template <class From, class To>
[[nodiscard]] Pairs<To, From> turned(const Pairs<From, To>& pairs) {
    Pairs<To, From> result;
    result.reserve(pairs.size());
    for (const auto& [from, to] : pairs) result.emplace_back(to, from);
    if (!std::ranges::is_sorted(result)) std::ranges::sort(result);
    return result;
}

}  // namespace jim::store
