#pragma once

#include "connectors/Connector.hpp"
#include "connectors/csv/impl/FilePlan.hpp"
#include "connectors/csv/impl/ObjectBuilder.hpp"
#include "connectors/csv/impl/TextFile.hpp"

namespace jim::connectors::csv::impl {

/// One full import of one file.
class FileImport {
public:
    FileImport(const connected_system::ConnectedSystem& system, const FileSettings& settings,
               ImportSink& sink, ProgressChannel& progress, const base::StopToken& stop)
        : system_(system), settings_(settings), sink_(sink), progress_(progress), stop_(stop) {}

    [[nodiscard]] base::Result<ImportSummary> run();

private:
    [[nodiscard]] base::Status readRows(RecordReader& reader, ObjectBuilder& builder,
                                        const TextFile& text);
    [[nodiscard]] base::Status take(RowOutcome outcome, const ObjectBuilder& builder);
    void estimate(const RecordReader& reader, const TextFile& text);

    const connected_system::ConnectedSystem& system_;
    const FileSettings& settings_;
    ImportSink& sink_;
    ProgressChannel& progress_;
    const base::StopToken& stop_;
    ImportSummary summary_;
    std::int64_t headerSize_ = 0;
    std::int64_t nextEstimate_ = 0;
};

}  // namespace jim::connectors::csv::impl
