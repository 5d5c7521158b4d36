#pragma once

#include "foundation/base/Result.hpp"
#include "identity/schema/Value.hpp"

#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::identity::schema {

using AttributeId = std::int32_t;

/// Who contributed an attribute of a metaverse object: a synchronisation rule's id. 0 in the
/// connector space, where the source itself is the only contributor.
using Origin = std::int32_t;

/// Walks the length-prefixed values of one attribute without copying them.
class ValueIterator {
public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;

    ValueIterator() = default;
    explicit ValueIterator(std::string_view rest) : rest_(rest) { advance(); }

    std::string_view operator*() const { return current_; }
    ValueIterator& operator++() {
        advance();
        return *this;
    }
    void operator++(int) { advance(); }
    bool operator==(std::default_sentinel_t) const { return done_; }

private:
    void advance();
    std::string_view rest_;
    std::string_view current_;
    bool done_ = true;
};

/// One attribute of a document: its values, sorted by their bytes and without repetition.
struct AttributeView {
    AttributeId id = 0;
    AttributeType type = AttributeType::NotSet;
    Origin origin = 0;
    std::uint32_t count = 0;
    std::string_view packed;  ///< The values, each with its length before it.

    [[nodiscard]] ValueIterator begin() const {
        return count == 0 ? ValueIterator{} : ValueIterator{packed};
    }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }
    /// The first value; empty when there is none.
    [[nodiscard]] std::string_view first() const {
        return count == 0 ? std::string_view{} : *begin();
    }
};

/// The attributes of one object in a compact, versioned, canonical form: two objects have equal
/// attributes exactly when their documents are equal byte for byte.
///
/// Version 1: byte 0x01, then for each attribute in ascending id: varint id, byte type, varint
/// origin, varint count, varint length of what follows, then for each value varint length and
/// bytes.
class DocumentView {
public:
    DocumentView() = default;
    explicit DocumentView(std::string_view bytes);

    class Iterator {
    public:
        using value_type = AttributeView;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        explicit Iterator(std::string_view rest) : rest_(rest) { advance(); }
        const AttributeView& operator*() const { return current_; }
        const AttributeView* operator->() const { return &current_; }
        Iterator& operator++() {
            advance();
            return *this;
        }
        void operator++(int) { advance(); }
        bool operator==(std::default_sentinel_t) const { return done_; }

    private:
        void advance();
        std::string_view rest_;
        AttributeView current_;
        bool done_ = true;
    };

    [[nodiscard]] Iterator begin() const { return Iterator{attributes_}; }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }
    [[nodiscard]] bool empty() const { return attributes_.empty(); }
    [[nodiscard]] std::optional<AttributeView> find(AttributeId id) const;

private:
    std::string_view attributes_;
};

/// Checks that bytes from a database are a document, before anything trusts them.
[[nodiscard]] base::Status validateDocument(std::string_view bytes);

/// Writes a document. Attributes must come in ascending id; values in any order. Reusable: take()
/// starts the next document, clear() keeps the capacity. Not thread-safe.
class DocumentBuilder {
public:
    DocumentBuilder() { clear(); }

    void clear();
    /// Attributes without values are left out.
    void add(AttributeId id, AttributeType type, Origin origin, std::span<std::string_view> values);
    void add(AttributeId id, AttributeType type, Origin origin, std::string_view value);
    /// The values of `from`, under another id and origin.
    void copy(AttributeId id, Origin origin, const AttributeView& from);

    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    [[nodiscard]] std::string take();

private:
    void header(AttributeId id, AttributeType type, Origin origin, std::uint32_t count,
                std::size_t length);
    std::string bytes_;
    AttributeId last_ = 0;
};

/// An object's attributes, decoded, for building documents in any order of attributes.
struct AttributeValues {
    AttributeId id = 0;
    AttributeType type = AttributeType::NotSet;
    Origin origin = 0;
    std::vector<std::string> values;
};

[[nodiscard]] std::vector<AttributeValues> decode(DocumentView document);
/// In any order, each id once; attributes without values are left out.
[[nodiscard]] std::string encode(std::vector<AttributeValues> attributes);

/// 16 bytes of XXH3-128 (https://xxhash.com) over a document and what belongs to it.
using ContentHash = std::array<std::uint8_t, 16>;
[[nodiscard]] ContentHash contentHash(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace jim::identity::schema
