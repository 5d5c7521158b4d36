#pragma once

#include "connectors/Connector.hpp"
#include "connectors/csv/impl/ColumnSample.hpp"
#include "connectors/csv/impl/FileSettings.hpp"
#include "connectors/csv/impl/Header.hpp"
#include "connectors/csv/impl/TextFile.hpp"

#include <map>
#include <string>
#include <vector>

namespace jim::connectors::csv::impl {

/// Rows of one object type that were looked at.
struct TypeSample {
    std::int64_t rows = 0;
    std::vector<ColumnSample> columns;
};

/// Looks at the first thousand rows and at some further on, and says what object types and
/// attributes there are.
class SchemaReader {
public:
    SchemaReader(const FileSettings& settings, const Header& header)
        : settings_(settings), header_(header) {}

    /// Samples up to `rows` records.
    [[nodiscard]] base::Status sample(RecordReader& reader, std::int64_t rows,
                                      const base::StopToken& stop);
    /// From here on damaged rows are no news: sampling begins within one.
    void forgive() { forgiving_ = true; }
    [[nodiscard]] base::Result<DiscoveredSchema> finish();

private:
    void add(const Record& record);
    /// A single column whose name looks like several.
    void warnOfDelimiter();
    void describe(const std::string& name, const TypeSample& sample);
    void suggestExternalId(DiscoveredObjectType& type, const TypeSample& sample) const;

    const FileSettings& settings_;
    const Header& header_;
    std::optional<std::size_t> typeColumn_;
    std::map<std::string, TypeSample, std::less<>> types_;
    std::int64_t passedOver_ = 0;
    bool forgiving_ = false;
    bool tooManyTypes_ = false;
    DiscoveredSchema schema_;
};

[[nodiscard]] base::Result<DiscoveredSchema> discover(const FileSettings& settings,
                                                      const base::StopToken& stop);

}  // namespace jim::connectors::csv::impl
