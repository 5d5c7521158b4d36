#pragma once

#include <algorithm>
#include <span>
#include <vector>

namespace jim::store {

/// Whose references are compared: all of a range of ids, or a list of them, ascending and without
/// repetition.
template <class Id>
class Owners {
public:
    Owners(Id first, Id last) : isRange_(true), first_(first), last_(last) {}
    explicit Owners(std::span<const Id> ids) : ids_(ids.begin(), ids.end()) {
        if (!std::ranges::is_sorted(ids_)) std::ranges::sort(ids_);
        ids_.erase(std::ranges::unique(ids_).begin(), ids_.end());
    }

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

}  // namespace jim::store
