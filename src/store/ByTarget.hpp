#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

namespace jim::store {

/// References, of those with the same key the last, in the order of what they point at, as they are
/// best inserted: they lie in the order of their owners, which a batch has close together, but
/// their targets are anywhere, and so every page of the index on the target is looked at once for
/// each batch and not once for each row. `keyOf(reference)` gives the key.
template <class Reference, class KeyOf>
[[nodiscard]] std::vector<const Reference*> byTarget(const std::vector<Reference>& references,
                                                     const KeyOf& keyOf) {
    std::vector<const Reference*> ordered;
    ordered.reserve(references.size());
    for (const Reference& reference : references) ordered.push_back(&reference);
    const auto keyOfIt = [&](const Reference* reference) { return keyOf(*reference); };
    std::ranges::sort(ordered, [&](const Reference* a, const Reference* b) {
        return std::tuple{keyOfIt(a), b} < std::tuple{keyOfIt(b), a};  // Of equal ones, the last.
    });
    const auto repeated = std::ranges::unique(ordered, {}, keyOfIt);
    ordered.erase(repeated.begin(), repeated.end());
    std::ranges::sort(ordered, [](const Reference* a, const Reference* b) {
        return std::tuple{a->target, a} < std::tuple{b->target, b};
    });
    return ordered;
}

}  // namespace jim::store
