#include "connectors/csv/impl/ColumnSample.hpp"

#include "foundation/base/EnumText.hpp"
#include "foundation/base/Guid.hpp"
#include "foundation/base/Timestamp.hpp"
#include "identity/schema/Value.hpp"

#include <algorithm>
#include <functional>

namespace jim::connectors::csv::impl {
namespace {

using schema::AttributeType;

constexpr std::int64_t kStrayShare = 100;
constexpr std::size_t kHyphenatedGuid = 36;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Numbers whose notation would survive being read and written again.
AttributeType numberType(std::string_view text, char decimalPoint) {
    std::string_view digits = text;
    if (digits.front() == '-') digits.remove_prefix(1);
    if (digits.empty() || !isDigit(digits.front())) return AttributeType::Text;
    if (digits.size() > 1 && digits[0] == '0' && isDigit(digits[1])) return AttributeType::Text;
    if (schema::parseValue(AttributeType::Number, text)) return AttributeType::Number;
    if (schema::parseValue(AttributeType::LongNumber, text)) return AttributeType::LongNumber;
    const auto point = digits.find(decimalPoint);
    const bool fraction = point != std::string_view::npos && point + 1 < digits.size();
    return fraction && valueOf(AttributeType::Decimal, text, decimalPoint) ? AttributeType::Decimal
                                                                           : AttributeType::Text;
}

}  // namespace

AttributeType inferType(std::string_view text, char decimalPoint) {
    if (text.empty() || trimmed(text).size() != text.size()) return AttributeType::Text;
    if (base::equalsIgnoringCase(text, "true") || base::equalsIgnoringCase(text, "false"))
        return AttributeType::Boolean;
    if (base::parseIso(text)) return AttributeType::DateTime;
    if (text.size() >= kHyphenatedGuid && base::parseGuid(text)) return AttributeType::Guid;
    return numberType(text, decimalPoint);
}

void ColumnSample::Tally::add(AttributeType type) {
    ++counts[static_cast<std::size_t>(type)];
    ++total;
}

std::int64_t ColumnSample::Tally::of(AttributeType type) const {
    const auto count = [&](AttributeType t) { return counts[static_cast<std::size_t>(t)]; };
    if (type == AttributeType::LongNumber)
        return count(AttributeType::Number) + count(AttributeType::LongNumber);
    if (type == AttributeType::Decimal)
        return of(AttributeType::LongNumber) + count(AttributeType::Decimal);
    return type == AttributeType::Text ? total : count(type);
}

AttributeType ColumnSample::Tally::type() const {
    if (total == 0) return AttributeType::Text;
    for (const auto number :
         {AttributeType::Number, AttributeType::LongNumber, AttributeType::Decimal})
        if (of(number) == total) return number;
    for (const auto other : {AttributeType::DateTime, AttributeType::Boolean, AttributeType::Guid})
        if ((total - of(other)) * kStrayShare <= total) return other;
    return AttributeType::Text;
}

void ColumnSample::add(std::string_view cell, const CellFormat& format) {
    if (cell.empty()) return;
    ++values_;
    distinct_.insert(std::hash<std::string_view>{}(cell));
    whole_.add(inferType(cell, format.decimalPoint));
    const char delimiter = format.multiValueDelimiter;
    if (delimiter == '\0' || cell.find(delimiter) == std::string_view::npos) {
        parts_.add(inferType(cell, format.decimalPoint));
        return;
    }
    ++delimited_;
    if (looksLikeList(cell, delimiter)) ++lists_;
    std::string_view part;
    while (takePart(cell, delimiter, part)) parts_.add(inferType(part, format.decimalPoint));
}

bool ColumnSample::multiValued() const {
    return delimited_ > 0 && lists_ * 2 >= delimited_ && whole_.type() == AttributeType::Text;
}

AttributeType ColumnSample::type() const {
    return tally().type();
}

std::int64_t ColumnSample::strays() const {
    return tally().total - tally().of(type());
}

std::int64_t ColumnSample::unidentified(std::int64_t rows) const {
    return rows - static_cast<std::int64_t>(distinct_.size());
}

}  // namespace jim::connectors::csv::impl
