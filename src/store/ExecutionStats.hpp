#pragma once

#include "runs/activity/Activity.hpp"
#include "runs/activity/ExecutionItem.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace jim::store {

/// What items have in common as far as counts go. A run of millions has a handful of kinds.
struct ItemKind {
    runs::activity::ObjectChangeType changeType = runs::activity::ObjectChangeType::NotSet;
    runs::activity::ItemErrorType errorType = runs::activity::ItemErrorType::NotSet;
    std::int64_t outcomes = 0;  ///< Packed, see activity::Outcomes.

    auto operator<=>(const ItemKind&) const = default;
};

/// Selects change type, error type, outcomes and object type of items with keys from the first to
/// the second parameter, and how many such items a row stands for: one, or when it `isGrouped` all
/// of the kind. A database in this process walks its rows quicker than it sorts them; one that
/// sends its rows away sends few.
[[nodiscard]] std::string_view itemKindsQuery(bool isGrouped);

/// Counts the items of a run. Sums of bits in SQL would cost three times as much.
class ExecutionStats {
public:
    void add(const ItemKind& kind, std::string_view objectType, std::int64_t items);

    [[nodiscard]] runs::activity::Stats stats() const;

private:
    using Kinds = std::map<ItemKind, std::int64_t>;

    Kinds kinds_;
    Kinds::iterator last_ = kinds_.end();  ///< Items come in runs of one kind.
    std::set<std::string, std::less<>> types_;
};

}  // namespace jim::store
