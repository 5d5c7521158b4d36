#include "connectors/csv/impl/RowEditor.hpp"

#include "connectors/csv/impl/RecordReader.hpp"
#include "connectors/csv/impl/TextCheck.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::connectors::csv::impl {
namespace {

using Problem = std::optional<std::string>;

/// Whether an object gives every attribute that a row of its type has.
bool isComplete(const TypePlan& type, const ExportObject& object) {
    return std::ranges::all_of(type.columns, [&](const ColumnPlan& column) {
        return std::ranges::find(object.attributes, column.attribute, &ExportAttribute::id) !=
               object.attributes.end();
    });
}

}  // namespace

Problem RowEditor::apply(const ExportObject& object, Row& row) const {
    const TypePlan* type = plan_.find(object.key.objectTypeId);
    if (type == nullptr) return "The object type is not selected in this system.";
    if (!row && object.key.operation == ExportOperation::Update && !isComplete(*type, object))
        return fmt::format(
            "The file has no row with the external id '{}', and the change does not have all "
            "attributes to write it anew. Import the file, then synchronise.",
            excerpt(object.key.externalId));
    std::vector<std::string> cells = row ? *row : blank(*type, object);
    if (auto problem = edit(*type, object, cells)) return problem;
    row = std::move(cells);
    return std::nullopt;
}

std::vector<std::string> RowEditor::blank(const TypePlan& type, const ExportObject& object) const {
    std::vector<std::string> cells(plan_.width());
    if (plan_.typeColumn()) cells[*plan_.typeColumn()] = type.type->name;
    cells[type.externalId.column] = object.key.externalId;
    return cells;
}

Problem RowEditor::edit(const TypePlan& type, const ExportObject& object,
                        std::vector<std::string>& cells) const {
    for (const auto& attribute : object.attributes) {
        const ColumnPlan* column = type.find(attribute.id);
        if (column == nullptr)
            return fmt::format("The attribute {} is not selected in this system.", attribute.id);
        if (auto problem = cellOf(*column, attribute, cells[column->column])) return problem;
    }
    std::size_t size = cells.size();
    for (const auto& cell : cells) size += 2 * cell.size() + 2;
    if (size > kMaxRow) return fmt::format("The row would be longer than {}.", kMaxRowText);
    if (trimmed(cells[type.externalId.column]).empty())
        return fmt::format("The row would have no external id '{}'.", type.externalId.name);
    return std::nullopt;
}

Problem RowEditor::cellOf(const ColumnPlan& column, const ExportAttribute& attribute,
                          std::string& cell) const {
    const CellFormat& format = plan_.format();
    const char delimiter = format.multiValueDelimiter;
    cell.clear();
    if (attribute.values.size() > 1 && (!column.multiValued || delimiter == '\0'))
        return fmt::format("'{}' would get {} values, but takes only one.", column.name,
                           attribute.values.size());
    const bool joined = column.multiValued && delimiter != '\0';
    for (const auto& value : attribute.values) {
        std::string text = textOf(column.type, value, format.decimalPoint);
        if (checkText(text) != TextFault::None)
            return fmt::format("A value of '{}' is not text.", column.name);
        const bool divided =
            joined ? text.find(delimiter) != std::string::npos : looksLikeList(text, delimiter);
        if (divided)
            return fmt::format(
                "The value '{}' of '{}' has the multi-value delimiter '{}' in it and would be read "
                "as several values.",
                excerpt(text), column.name, delimiter);
        if (cell.empty()) {
            cell = std::move(text);
            continue;
        }
        if (!text.empty()) cell += delimiter;
        cell += text;
    }
    return std::nullopt;
}

void RowEditor::append(std::string& out, const Row& row, std::string_view newline) const {
    const auto& cells = *row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += plan_.format().delimiter;
        appendCell(out, cells[i], plan_.format().delimiter);
    }
    // A blank line is no row, so the only cell of a row must show.
    if (cells.size() == 1 && cells.front().empty()) out += "\"\"";
    out += newline;
}

}  // namespace jim::connectors::csv::impl
