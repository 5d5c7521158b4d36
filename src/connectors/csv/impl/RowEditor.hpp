#pragma once

#include "connectors/Connector.hpp"
#include "connectors/csv/impl/FilePlan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace jim::connectors::csv::impl {

/// The cells of a row, or none where there is no such row.
using Row = std::optional<std::vector<std::string>>;

/// Writes what one pending export says into one row, without I/O. `plan` must outlive it.
class RowEditor {
public:
    explicit RowEditor(const FilePlan& plan) : plan_(plan) {}

    /// Creates and updates; both make a row where there is none, and change one where there is.
    /// Why it cannot be done, and the row is as it was; std::nullopt when it was.
    [[nodiscard]] std::optional<std::string> apply(const ExportObject& object, Row& row) const;

    /// Appends the row with a line end.
    void append(std::string& out, const Row& row, std::string_view newline) const;

private:
    [[nodiscard]] std::vector<std::string> blank(const TypePlan& type,
                                                 const ExportObject& object) const;
    [[nodiscard]] std::optional<std::string> edit(const TypePlan& type, const ExportObject& object,
                                                  std::vector<std::string>& cells) const;
    [[nodiscard]] std::optional<std::string> cellOf(const ColumnPlan& column,
                                                    const ExportAttribute& attribute,
                                                    std::string& cell) const;
    const FilePlan& plan_;
};

}  // namespace jim::connectors::csv::impl
