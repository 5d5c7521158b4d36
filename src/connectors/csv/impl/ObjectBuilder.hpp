#pragma once

#include "connectors/Connector.hpp"
#include "connectors/csv/impl/FilePlan.hpp"
#include "connectors/csv/impl/RecordReader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::connectors::csv::impl {

enum class RowOutcome {
    Object,   ///< object() is the row's.
    Refused,  ///< error() says why.
    Ignored,  ///< Its object type is not selected.
};

/// Turns rows into source objects. Reuses its memory from row to row.
class ObjectBuilder {
public:
    /// `encoding`, when not empty, is the one the file is transcoded from. `plan` must outlive
    /// the builder.
    ObjectBuilder(const FilePlan& plan, std::string encoding)
        : plan_(plan), encoding_(std::move(encoding)) {}

    /// What comes of one row; valid until the next.
    [[nodiscard]] RowOutcome build(const Record& record);

    [[nodiscard]] const SourceObject& object() const { return object_; }
    [[nodiscard]] const SourceError& error() const { return error_; }

private:
    [[nodiscard]] std::optional<std::string> malformed(const Record& record) const;
    RowOutcome refuse(ImportErrorType type, std::string reason);
    RowOutcome refuseValue(const ColumnPlan& column, std::string_view text);
    [[nodiscard]] bool add(const ColumnPlan& column, std::string_view cell);
    [[nodiscard]] bool addMany(const ColumnPlan& column, std::string_view cell);
    void addReferences(const ColumnPlan& column, std::string_view cell);
    void addReference(const ColumnPlan& column, std::string_view target);
    [[nodiscard]] bool isSeveral(const ColumnPlan& column, std::string_view cell) const;
    RowOutcome finish(const TypePlan& type);

    const FilePlan& plan_;
    const std::string encoding_;
    const Record* record_ = nullptr;
    const TypePlan* type_ = nullptr;
    schema::DocumentBuilder document_;
    SourceObject object_;
    SourceError error_;
    std::vector<SourceReference> references_;  ///< The first referenceCount_ are in use.
    std::size_t referenceCount_ = 0;
    std::vector<std::string_view> parts_;
    std::vector<std::string> parsed_;
};

}  // namespace jim::connectors::csv::impl
