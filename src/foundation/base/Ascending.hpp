#pragma once

#include <algorithm>
#include <span>
#include <vector>

namespace jim::base {

/// The same values in ascending order, each once.
template <class T>
[[nodiscard]] std::vector<T> ascending(std::vector<T> values) {
    if (!std::ranges::is_sorted(values)) std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
    return values;
}

template <class T>
[[nodiscard]] std::vector<T> ascending(std::span<const T> values) {
    return ascending(std::vector<T>(values.begin(), values.end()));
}

/// The first of ascending values that is not less than `value`, sought from `at` on, where the one
/// before was found: what is sought mostly comes in sequence.
template <class Iterator, class T>
[[nodiscard]] Iterator seek(Iterator begin, Iterator at, Iterator end, const T& value) {
    constexpr int kNear = 8;
    if (at == end || value < *at) return std::lower_bound(begin, at, value);
    for (int step = 0; step < kNear; ++step, ++at)
        if (at == end || !(*at < value)) return at;
    return std::lower_bound(at, end, value);
}

}  // namespace jim::base
