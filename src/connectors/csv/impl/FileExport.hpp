#pragma once

#include "connectors/Connector.hpp"
#include "connectors/csv/impl/ExportIndex.hpp"
#include "connectors/csv/impl/OutputFile.hpp"
#include "connectors/csv/impl/RowEditor.hpp"
#include "connectors/csv/impl/TextFile.hpp"

#include <optional>
#include <string>
#include <vector>

namespace jim::connectors::csv::impl {

/// One export to one file: the old rows pass by once, those that something waits for are edited,
/// new ones follow, and the new file takes the place of the old one.
class FileExport {
public:
    FileExport(const connected_system::ConnectedSystem& system, const FileSettings& settings,
               ExportSource& source, ExportSink& sink, ProgressChannel& progress,
               const base::StopToken& stop)
        : system_(system),
          settings_(settings),
          source_(source),
          sink_(sink),
          progress_(progress),
          stop_(stop) {}

    [[nodiscard]] base::Status run();

private:
    /// What goes to the file next: bytes as they are, or a row that is edited first.
    struct Piece {
        std::size_t size = 0;  ///< Bytes of text_, when there is no group.
        std::span<ExportEntry> group;
        Row row;
    };
    using Loaded = std::vector<ExportObject>;  ///< In ascending id.

    [[nodiscard]] base::Status open();
    [[nodiscard]] base::Status openOld();
    [[nodiscard]] Header headerOfNewFile() const;
    [[nodiscard]] base::Status copyRows(ExportIndex& index);
    [[nodiscard]] base::Status take(const Record& record, ExportIndex& index);
    [[nodiscard]] std::span<ExportEntry> groupOf(const Record& record, ExportIndex& index) const;
    void keep(std::string_view raw);
    [[nodiscard]] base::Status appendRows(ExportIndex& index);
    [[nodiscard]] base::Status appendRenamed();
    [[nodiscard]] base::Status addGroup(std::span<ExportEntry> group, Row row);
    [[nodiscard]] base::Status flush();
    [[nodiscard]] base::Result<Loaded> load();
    void edit(Piece& piece, const Loaded& loaded, std::vector<ExportFailure>& failures);
    [[nodiscard]] std::optional<std::string> editOnce(const ExportEntry& entry,
                                                      const ExportObject* object, Row& row) const;
    [[nodiscard]] base::Status finish();
    [[nodiscard]] base::Status report();

    const connected_system::ConnectedSystem& system_;
    const FileSettings& settings_;
    ExportSource& source_;
    ExportSink& sink_;
    ProgressChannel& progress_;
    const base::StopToken& stop_;

    std::string target_;
    std::optional<TextFile> old_;
    std::optional<RecordReader> reader_;
    std::optional<Header> header_;
    std::optional<FilePlan> plan_;
    std::optional<RowEditor> editor_;
    std::optional<OutputFile> output_;

    std::string text_;
    std::vector<Piece> pieces_;
    std::vector<std::int64_t> wanted_;  ///< Contents to load for the pieces.
    std::size_t rowBytes_ = 0;
    std::vector<ExportEntry*> renamed_;  ///< Of those whose row is missing.
    bool renamesChecked_ = false;
    std::string written_;
    std::vector<std::int64_t> exported_;
    bool changed_ = false;
};

}  // namespace jim::connectors::csv::impl
