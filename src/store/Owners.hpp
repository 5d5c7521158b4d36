#pragma once

#include "foundation/base/Ascending.hpp"
#include "foundation/base/Result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace jim::store {

/// Whose references are compared: all of a range of ids, or a list of them, ascending and without
/// repetition.
template <class Id>
class Owners {
public:
    Owners(Id first, Id last) : isRange_(true), first_(first), last_(last) {}
    explicit Owners(std::span<const Id> ids) : ids_(base::ascending(ids)) {}

    [[nodiscard]] bool contains(Id id) const {
        return isRange_ ? first_ <= id && id <= last_ : std::ranges::binary_search(ids_, id);
    }
    [[nodiscard]] bool isRange() const { return isRange_; }
    [[nodiscard]] Id first() const { return first_; }
    [[nodiscard]] Id last() const { return last_; }
    [[nodiscard]] std::span<const Id> ids() const { return ids_; }

private:
    bool isRange_ = false;
    Id first_{};
    Id last_{};
    std::vector<Id> ids_;
};

/// Calls `visit(id, row)` for every row of theirs: as the drivers' `lookUp`, for a range too.
template <class Id, class Visit, class... More>
[[nodiscard]] base::Status eachOf(auto& connection, std::string_view sql, const Owners<Id>& owners,
                                  const Visit& visit, const More&... more) {
    if (!owners.isRange()) return lookUp(connection, sql, owners.ids(), visit, more...);
    constexpr std::size_t kFirst = sizeof...(More) + 1;
    const std::string words = fmt::format("BETWEEN ?{} AND ?{}", kFirst, kFirst + 1);
    JIM_ASSIGN(auto rows, connection.prepare(fmt::format(fmt::runtime(sql), words)));
    rows.bindAll(more..., owners.first(), owners.last());
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        JIM_TRY(visit(rows.template as<Id>(0), rows));
    }
}

}  // namespace jim::store
