#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

namespace jim::store {

/// References in the order of what they point at, as they are best inserted: they lie in the order
/// of their owners, which a batch has close together, but their targets are anywhere, and so every
/// page of the index on the target is looked at once for each batch and not once for each row.
template <class Iterator>
void sortByTarget(Iterator begin, Iterator end) {
    std::sort(begin, end, [](const auto* a, const auto* b) {
        return std::tuple{a->target, a->owner, a} < std::tuple{b->target, b->owner, b};
    });
}

template <class Reference>
[[nodiscard]] std::vector<const Reference*> byTarget(const std::vector<Reference>& references) {
    std::vector<const Reference*> ordered;
    ordered.reserve(references.size());
    for (const Reference& reference : references) ordered.push_back(&reference);
    sortByTarget(ordered.begin(), ordered.end());
    return ordered;
}

}  // namespace jim::store
