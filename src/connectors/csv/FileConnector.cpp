#include "connectors/csv/FileConnector.hpp"

#include "connectors/csv/impl/FileExport.hpp"
#include "connectors/csv/impl/FileImport.hpp"
#include "connectors/csv/impl/FileSchema.hpp"
#include "connectors/csv/impl/FileSettings.hpp"

namespace jim::connectors::csv {

const connected_system::ConnectorDefinition& FileConnector::definition() const {
    return impl::fileDefinition();
}

std::map<std::string, std::vector<std::string>> FileConnector::validate(
    const connected_system::SettingValues& settings) {
    return impl::validateFile(settings);
}

base::Result<DiscoveredSchema> FileConnector::discoverSchema(
    const connected_system::SettingValues& settings, const base::StopToken& stop) {
    JIM_ASSIGN(const auto known, impl::readSettings(settings));
    return impl::discover(known, stop);
}

base::Result<ImportSummary> FileConnector::read(const ImportRequest& request, ImportSink& sink,
                                                ProgressChannel& progress,
                                                const base::StopToken& stop) {
    JIM_ASSIGN(auto settings, impl::readSettings(request.system.settings));
    if (!request.filePath.empty()) settings.path = request.filePath;
    return impl::FileImport{request.system, settings, sink, progress, stop}.run();
}

base::Status FileConnector::write(const ExportRequest& request, ExportSource& source,
                                  ExportSink& sink, ProgressChannel& progress,
                                  const base::StopToken& stop) {
    JIM_ASSIGN(const auto settings, impl::readSettings(request.system.settings));
    return impl::FileExport{request.system, settings, source, sink, progress, stop}.run();
}

}  // namespace jim::connectors::csv
