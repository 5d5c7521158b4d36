#pragma once

#include "connectors/Connector.hpp"

namespace jim::connectors::csv {

/// Files of delimited text, in and out: definition 1, `JIM File Connector`. Everything streams;
/// no call holds a file in memory. Thread-safe: it keeps no state between calls.
class FileConnector final : public Connector,
                            public SettingsValidation,
                            public SchemaDiscovery,
                            public FullImport,
                            public Export {
public:
    [[nodiscard]] const connected_system::ConnectorDefinition& definition() const override;

    [[nodiscard]] SettingsValidation* settingsValidation() override { return this; }
    [[nodiscard]] SchemaDiscovery* schemaDiscovery() override { return this; }
    [[nodiscard]] FullImport* fullImport() override { return this; }
    [[nodiscard]] Export* exporter() override { return this; }

    [[nodiscard]] std::map<std::string, std::vector<std::string>> validate(
        const connected_system::SettingValues& settings) override;

    /// Reads the header and a sample. External when the file cannot be used.
    [[nodiscard]] base::Result<DiscoveredSchema> discoverSchema(
        const connected_system::SettingValues& settings, const base::StopToken& stop) override;

    [[nodiscard]] base::Result<ImportSummary> read(const ImportRequest& request, ImportSink& sink,
                                                   ProgressChannel& progress,
                                                   const base::StopToken& stop) override;

    /// Writes a new file beside the old one and replaces it at once; results are reported after.
    [[nodiscard]] base::Status write(const ExportRequest& request, ExportSource& source,
                                     ExportSink& sink, ProgressChannel& progress,
                                     const base::StopToken& stop) override;
};

}  // namespace jim::connectors::csv
