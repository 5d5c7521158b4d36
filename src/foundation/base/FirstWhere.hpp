#pragma once

#include <algorithm>

namespace jim::base {

/// The first element that the predicate takes; nullptr when there is none.
template <class Range, class Predicate>
[[nodiscard]] constexpr auto* firstWhere(Range& range, Predicate predicate) {
    const auto at = std::ranges::find_if(range, predicate);
    return at == range.end() ? nullptr : &*at;
}

}  // namespace jim::base
