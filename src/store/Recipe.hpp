#pragma once

#include "identity/schema/Document.hpp"
#include "identity/schema/Varint.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace jim::store {

/// Bytes that are equal exactly when all values and their order are.
class Recipe {
public:
    void clear() { bytes_.clear(); }
    void add(std::string_view value) {
        identity::schema::appendVarint(bytes_, value.size() + kValue);
        bytes_ += value;
    }
    void add(const identity::schema::ContentHash& hash) {
        bytes_.append(reinterpret_cast<const char*>(hash.data()), hash.size());
    }
    /// Whether there is one, and which.
    void add(const identity::schema::ContentHash* hash) {
        add(std::int64_t{hash != nullptr});
        if (hash != nullptr) add(*hash);
    }
    void add(std::int64_t value) {
        char raw[1 + sizeof value] = {kInteger};
        std::memcpy(raw + 1, &value, sizeof value);
        bytes_.append(raw, sizeof raw);
    }
    void add(const auto& row, int column) {
        if (row.isNull(column))
            bytes_ += kNull;
        else if (row.isInteger(column))
            add(row.integer(column));
        else
            add(row.blob(column));
    }
    [[nodiscard]] identity::schema::ContentHash hash() const {
        return identity::schema::contentHash(bytes_);
    }

private:
    static constexpr char kNull = 0;
    static constexpr char kInteger = 1;
    static constexpr std::size_t kValue = 2;  ///< Added to lengths: no two kinds look alike.

    std::string bytes_;
};

}  // namespace jim::store
