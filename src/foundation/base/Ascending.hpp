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

}  // namespace jim::base
