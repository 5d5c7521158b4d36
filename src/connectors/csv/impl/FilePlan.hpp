#pragma once

#include "connectors/csv/impl/CellText.hpp"
#include "connectors/csv/impl/FileSettings.hpp"
#include "connectors/csv/impl/Header.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::connectors::csv::impl {

/// Where one selected attribute stands in a row.
struct ColumnPlan {
    schema::AttributeType type = schema::AttributeType::Text;
    bool multiValued = false;
    std::int32_t attribute = 0;
    std::size_t column = 0;
    std::string_view name;
};

/// How rows of one object type are read and written.
struct TypePlan {
    const connected_system::ObjectType* type = nullptr;
    std::vector<ColumnPlan> columns;  ///< In ascending attribute id.
    ColumnPlan externalId;
    std::optional<std::size_t> displayName;  ///< The column that people know the object by.

    [[nodiscard]] const ColumnPlan* find(std::int32_t attribute) const;
};

/// What the schema, the settings and the header of a file say about its rows. Refers to the
/// connected system, which must outlive it.
class FilePlan {
public:
    /// External when the header lacks a column; InvalidState when the schema cannot be used.
    [[nodiscard]] static base::Result<FilePlan> create(
        const connected_system::ConnectedSystem& system, const FileSettings& settings,
        const Header& header);

    struct TypeOfRow {
        const TypePlan* plan = nullptr;
        bool known = false;  ///< Such an object type exists; without a plan it is not selected.
    };
    [[nodiscard]] TypeOfRow typeOf(std::span<const std::string_view> cells) const;

    /// The external id of a row in its display form; empty when it cannot be read.
    [[nodiscard]] std::string externalIdOf(const TypePlan& type,
                                           std::span<const std::string_view> cells) const;

    [[nodiscard]] const TypePlan* find(std::int32_t objectTypeId) const;
    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] std::optional<std::size_t> typeColumn() const { return typeColumn_; }
    [[nodiscard]] const CellFormat& format() const { return format_; }

private:
    explicit FilePlan(const connected_system::ConnectedSystem& system) : system_(&system) {}
    [[nodiscard]] base::Status add(const connected_system::ObjectType& type, const Header& header);
    [[nodiscard]] base::Status addFixed(const std::string& name, const Header& header);

    const connected_system::ConnectedSystem* system_;
    std::size_t width_ = 0;
    std::optional<std::size_t> typeColumn_;
    CellFormat format_;
    std::vector<TypePlan> types_;
};

}  // namespace jim::connectors::csv::impl
