#pragma once

#include "connectors/csv/impl/CellText.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace jim::connectors::csv::impl {

/// What a sample says about one column of one object type.
class ColumnSample {
public:
    void add(std::string_view cell, const CellFormat& format);

    [[nodiscard]] bool multiValued() const;
    /// The narrowest type that takes the values. A column of dates, truth values or GUIDs may
    /// have up to one stray value in a hundred; everything else is Text as soon as one value is.
    [[nodiscard]] schema::AttributeType type() const;
    /// Values that type() does not take.
    [[nodiscard]] std::int64_t strays() const;
    /// How many of `rows` rows have no value, or one that another row has too.
    [[nodiscard]] std::int64_t unidentified(std::int64_t rows) const;
    [[nodiscard]] std::int64_t values() const { return values_; }

private:
    /// How many values are of each type, by the type's number.
    struct Tally {
        std::array<std::int64_t, 10> counts{};
        std::int64_t total = 0;
        void add(schema::AttributeType type);
        [[nodiscard]] std::int64_t of(schema::AttributeType type) const;
        [[nodiscard]] schema::AttributeType type() const;
    };
    [[nodiscard]] const Tally& tally() const { return multiValued() ? parts_ : whole_; }

    Tally whole_;
    Tally parts_;
    std::int64_t values_ = 0;
    std::int64_t delimited_ = 0;
    std::int64_t lists_ = 0;
    std::unordered_set<std::size_t> distinct_;
};

/// The type that one value looks like; Text when nothing narrower keeps it whole: leading zeros
/// and plus signs mean something.
[[nodiscard]] schema::AttributeType inferType(std::string_view text, char decimalPoint);

}  // namespace jim::connectors::csv::impl
