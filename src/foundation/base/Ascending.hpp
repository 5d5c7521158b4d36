#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
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

/// The first entry of an id among ascending ones or, if it has none, of the next. Ids are mostly
/// given out one after the other: then it lies where it would lie if none were missing.
template <class Entries, class Id, class Projection = std::identity>
[[nodiscard]] auto firstFrom(Entries& entries, Id id, Projection idOf = {}) {
    const auto idAt = [&](std::size_t at) { return std::invoke(idOf, entries[at]); };
    if (!entries.empty() && idAt(0) <= id) {
        const auto guess = static_cast<std::size_t>(id) - static_cast<std::size_t>(idAt(0));
        if (guess < entries.size() && idAt(guess) == id && (guess == 0 || idAt(guess - 1) != id))
            return entries.begin() + static_cast<std::ptrdiff_t>(guess);
    }
    return std::ranges::lower_bound(entries, id, {}, idOf);
}

}  // namespace jim::base
