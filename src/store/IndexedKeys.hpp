#pragma once

#include "identity/metaverse/MetaverseObject.hpp"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::store {

/// A match key as the index holds it, and whose it is.
struct IndexedKey {
    const identity::metaverse::MatchKey& key;
    std::string_view value;
    identity::metaverse::MvoId mvo{};
};

/// Match keys for a database that indexes values up to so many bytes: a longer one is its beginning
/// and the hash of all of it. Equal values stay equal; two that differ become equal with the odds
/// of a collision of 128 bits. Not longer than the keys that are added.
class IndexedKeys {
public:
    explicit IndexedKeys(std::size_t whole) : whole_(whole) {}

    void add(const identity::metaverse::MatchKey& key, identity::metaverse::MvoId mvo = {}) {
        keys_.push_back({key, key.value.size() <= whole_ ? key.value : shortened(key.value), mvo});
    }
    [[nodiscard]] std::span<const IndexedKey> all() const { return keys_; }

private:
    [[nodiscard]] std::string_view shortened(std::string_view value) {
        const auto hash = identity::schema::contentHash(value);
        std::string& text = shortened_.emplace_back(value.substr(0, whole_));
        text.append(reinterpret_cast<const char*>(hash.data()), hash.size());
        return text;
    }

    std::size_t whole_;
    std::vector<IndexedKey> keys_;
    std::deque<std::string> shortened_;  ///< Stay where they are when more come.
};

}  // namespace jim::store
