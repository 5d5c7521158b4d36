#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace jim::synchronisation::expression::impl {

class CompiledPattern;

enum class Kind : std::uint8_t {
    Null,
    Boolean,
    Whole,     ///< Number and LongNumber: the checked type says which.
    DateTime,  ///< Microseconds since 1970.
    Decimal,   ///< Canonical text.
    Text,
    Guid,
    Binary,
    List,
    Pattern,
};

/// A value during an evaluation: 16 bytes that own nothing. Text lives in a document, in the
/// program's constants or in the workspace's arena.
class Slot {
public:
    Slot() = default;

    static Slot boolean(bool value) { return {Kind::Boolean, value ? 1 : 0}; }
    static Slot whole(std::int64_t value) { return {Kind::Whole, value}; }
    static Slot dateTime(std::int64_t micros) { return {Kind::DateTime, micros}; }
    static Slot text(std::string_view value) { return {Kind::Text, value}; }
    static Slot bytes(Kind kind, std::string_view value) { return {kind, value}; }
    static Slot list(std::span<const Slot> items) {
        Slot slot;
        slot.kind_ = Kind::List;
        slot.size_ = static_cast<std::uint32_t>(items.size());
        slot.items_ = items.data();
        return slot;
    }
    static Slot pattern(const CompiledPattern& pattern) {
        Slot slot;
        slot.kind_ = Kind::Pattern;
        slot.pattern_ = &pattern;
        return slot;
    }

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool isNull() const { return kind_ == Kind::Null; }
    /// Of a Boolean or null, which is false.
    [[nodiscard]] bool truth() const { return kind_ == Kind::Boolean && whole_ != 0; }
    /// Of a Boolean, Whole or DateTime.
    [[nodiscard]] std::int64_t whole() const { return whole_; }
    /// Of a Text, Decimal, Guid, Binary or null, which is empty.
    [[nodiscard]] std::string_view text() const {
        return isNull() ? std::string_view{} : std::string_view{text_, size_};
    }
    /// Of a List or null, which is empty.
    [[nodiscard]] std::span<const Slot> items() const {
        return isNull() ? std::span<const Slot>{} : std::span<const Slot>{items_, size_};
    }
    [[nodiscard]] const CompiledPattern& pattern() const { return *pattern_; }

private:
    Slot(Kind kind, std::int64_t value) : kind_(kind), whole_(value) {}
    Slot(Kind kind, std::string_view value)
        : kind_(kind), size_(static_cast<std::uint32_t>(value.size())), text_(value.data()) {}

    Kind kind_ = Kind::Null;
    std::uint32_t size_ = 0;
    union {
        std::int64_t whole_ = 0;
        const char* text_;
        const Slot* items_;
        const CompiledPattern* pattern_;
    };
};

}  // namespace jim::synchronisation::expression::impl
