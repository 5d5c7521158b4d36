#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "identity/schema/Value.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace jim::store {

/// The differences of sums, for ranges of owners.
template <class Id>
class Balance {
public:
    explicit Balance(identity::metaverse::IdRange<Id> range)
        : from_(static_cast<std::int64_t>(range.from)),
          to_(static_cast<std::int64_t>(range.to)),
          sums_(static_cast<std::size_t>((to_ - from_) / kOwners + 1)) {}

    void add(Id owner, std::uint64_t reference) { sumOf(owner) += reference; }
    void subtract(Id owner, std::uint64_t reference) { sumOf(owner) -= reference; }

    /// Where they do not come to nothing, ascending.
    [[nodiscard]] std::vector<identity::metaverse::IdRange<Id>> doubts() const {
        std::vector<identity::metaverse::IdRange<Id>> ranges;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            if (sums_[i] == 0) continue;
            const auto first = from_ + static_cast<std::int64_t>(i) * kOwners;
            const Id last{std::min(first + kOwners - 1, to_)};
            if (!ranges.empty() && static_cast<std::int64_t>(ranges.back().to) == first - 1)
                ranges.back().to = last;
            else
                ranges.push_back({Id{first}, last});
        }
        return ranges;
    }

private:
    static constexpr std::int64_t kOwners = 1024;

    std::uint64_t& sumOf(Id owner) {
        return sums_[static_cast<std::size_t>((static_cast<std::int64_t>(owner) - from_) /
                                              kOwners)];
    }

    std::int64_t from_;
    std::int64_t to_;
    std::vector<std::uint64_t> sums_;
};

/// A single reference of a flow, as it is added up.
template <class From, class To>
[[nodiscard]] std::uint64_t referenceHash(std::size_t flow, From from, To to) {
    const std::array parts{static_cast<std::int64_t>(flow), static_cast<std::int64_t>(from),
                           static_cast<std::int64_t>(to)};
    const auto hash =
        identity::schema::contentHash({reinterpret_cast<const char*>(parts.data()), sizeof parts});
    std::uint64_t result = 0;
    std::memcpy(&result, hash.data(), sizeof result);
    return result;
}

}  // namespace jim::store
