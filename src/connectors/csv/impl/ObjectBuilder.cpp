#include "connectors/csv/impl/ObjectBuilder.hpp"

#include "identity/schema/Value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jim::connectors::csv::impl {

using schema::AttributeType;

RowOutcome ObjectBuilder::build(const Record& record) {
    record_ = &record;
    const auto [type, known] = plan_.typeOf(record.cells);
    type_ = type;
    if (auto reason = malformed(record))
        return refuse(ImportErrorType::MalformedRow, std::move(*reason));
    if (type == nullptr && known) return RowOutcome::Ignored;
    if (type == nullptr)
        return refuse(ImportErrorType::CouldNotMatchObjectType,
                      fmt::format("there is no object type '{}'",
                                  excerpt(record.cells[*plan_.typeColumn()])));
    if (trimmed(record.cells[type->externalId.column]).empty())
        return refuse(ImportErrorType::MissingExternalIdAttributeValue,
                      fmt::format("the external id '{}' is empty", type->externalId.name));
    document_.clear();
    referenceCount_ = 0;
    for (const auto& column : type->columns) {
        const std::string_view cell = record.cells[column.column];
        if (cell.empty()) continue;
        if (isSeveral(column, cell) || !add(column, cell)) return refuseValue(column, cell);
    }
    return finish(*type);
}

std::optional<std::string> ObjectBuilder::malformed(const Record& record) const {
    switch (record.fault) {
        case RowFault::UnbalancedQuote:
            return fmt::format(
                "the quote opened on line {} is not closed properly; reading went on with the next "
                "line",
                record.quoteLine);
        case RowFault::TooLong:
            return fmt::format("the row is longer than {}; reading went on with the next line",
                               kMaxRowText);
        case RowFault::Nul:
            return "the row has a NUL byte";
        case RowFault::NotText:
            return "the row is not valid UTF-8; check the setting 'Encoding'";
        case RowFault::None:
            break;
    }
    if (record.cells.size() != plan_.width())
        return fmt::format("the row has {} fields, the header has {}", record.cells.size(),
                           plan_.width());
    if (!encoding_.empty() && record.raw.find("\xEF\xBF\xBD") != std::string_view::npos)
        return fmt::format("the row has characters that are not valid {}", encoding_);
    return std::nullopt;
}

RowOutcome ObjectBuilder::refuse(ImportErrorType type, std::string reason) {
    error_.type = type;
    error_.message = fmt::format("Line {}: {}.", record_->line, reason);
    error_.position = record_->line;
    error_.objectTypeId = type_ != nullptr ? type_->type->id : 0;
    error_.externalId.clear();
    if (type_ != nullptr) error_.externalId = plan_.externalIdOf(*type_, record_->cells);
    return RowOutcome::Refused;
}

RowOutcome ObjectBuilder::refuseValue(const ColumnPlan& column, std::string_view text) {
    const char delimiter = plan_.format().multiValueDelimiter;
    if (!column.multiValued && delimiter != '\0' && text.find(delimiter) != std::string_view::npos)
        return refuse(
            ImportErrorType::MultiValuedToSingleValued,
            fmt::format("'{}' has several values ('{}'), but the attribute takes only one",
                        column.name, excerpt(text)));
    return refuse(ImportErrorType::ImportAttributeValueError,
                  fmt::format("'{}' is not a {} as attribute '{}' wants", excerpt(text),
                              schema::toText(column.type), column.name));
}

/// Several values where one is wanted, in types that would take the text as it is.
bool ObjectBuilder::isSeveral(const ColumnPlan& column, std::string_view cell) const {
    if (column.multiValued) return false;
    if (column.type != AttributeType::Text && column.type != AttributeType::Reference) return false;
    return looksLikeList(cell, plan_.format().multiValueDelimiter);
}

bool ObjectBuilder::add(const ColumnPlan& column, std::string_view cell) {
    if (column.type == AttributeType::Reference) {
        addReferences(column, cell);
        return true;
    }
    if (column.multiValued && plan_.format().multiValueDelimiter != '\0')
        return addMany(column, cell);
    // The reader has checked that the row is text, so that its bytes are canonical as they are.
    if (column.type == AttributeType::Text) {
        document_.add(column.attribute, column.type, 0, cell);
        return true;
    }
    if (trimmed(cell).empty()) return true;
    const auto value = valueOf(column.type, cell, plan_.format().decimalPoint);
    if (!value) return false;
    document_.add(column.attribute, column.type, 0, *value);
    return true;
}

bool ObjectBuilder::addMany(const ColumnPlan& column, std::string_view cell) {
    parts_.clear();
    std::string_view part;
    while (takePart(cell, plan_.format().multiValueDelimiter, part)) parts_.push_back(part);
    if (column.type != AttributeType::Text) {
        std::erase_if(parts_, [](std::string_view text) { return trimmed(text).empty(); });
        if (parsed_.size() < parts_.size()) parsed_.resize(parts_.size());
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            auto value = valueOf(column.type, parts_[i], plan_.format().decimalPoint);
            if (!value) return false;
            parsed_[i] = std::move(*value);
            parts_[i] = parsed_[i];
        }
    }
    document_.add(column.attribute, column.type, 0, parts_);
    return true;
}

void ObjectBuilder::addReferences(const ColumnPlan& column, std::string_view cell) {
    const std::size_t before = referenceCount_;
    const char delimiter = plan_.format().multiValueDelimiter;
    if (!column.multiValued || delimiter == '\0') {
        if (!trimmed(cell).empty()) addReference(column, cell);
        return;
    }
    std::string_view part;
    while (takePart(cell, delimiter, part))
        if (!trimmed(part).empty()) addReference(column, part);
    const auto from = references_.begin() + static_cast<std::ptrdiff_t>(before);
    const auto to = references_.begin() + static_cast<std::ptrdiff_t>(referenceCount_);
    std::sort(from, to, [](const auto& a, const auto& b) { return a.target < b.target; });
    const auto unique =
        std::unique(from, to, [](const auto& a, const auto& b) { return a.target == b.target; });
    referenceCount_ = static_cast<std::size_t>(unique - references_.begin());
}

void ObjectBuilder::addReference(const ColumnPlan& column, std::string_view target) {
    if (referenceCount_ == references_.size()) references_.emplace_back();
    auto& reference = references_[referenceCount_++];
    reference.attribute = column.attribute;
    reference.target.assign(target);
}

RowOutcome ObjectBuilder::finish(const TypePlan& type) {
    object_.objectTypeId = type.type->id;
    const std::string_view id = record_->cells[type.externalId.column];
    if (type.externalId.type == AttributeType::Text)
        object_.externalId.assign(id);
    else
        object_.externalId = plan_.externalIdOf(type, record_->cells);
    const std::string_view name =
        type.displayName ? record_->cells[*type.displayName] : std::string_view{};
    object_.displayName.assign(trimmed(name).empty() ? std::string_view{object_.externalId} : name);
    object_.document = document_.bytes();
    object_.references = {references_.data(), referenceCount_};
    object_.position = record_->line;
    return RowOutcome::Object;
}

}  // namespace jim::connectors::csv::impl
