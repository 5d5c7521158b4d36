#pragma once

#include "connectors/csv/impl/RowEditor.hpp"

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace jim::connectors::csv::impl {

/// The external id an update gives its row in place of the one it has; empty when it keeps it.
[[nodiscard]] std::string newExternalId(const FilePlan& plan, const ExportObject& object);

/// Which of these updates, that change an external id and whose row is missing, stand in the file
/// under their new id with everything they change: a run that was killed after it had replaced
/// the file has done them already. Reads the file once.
[[nodiscard]] base::Result<std::unordered_set<std::int64_t>> alreadyRenamed(
    const FilePlan& plan, const std::string& path, const std::vector<ExportObject>& updates);

}  // namespace jim::connectors::csv::impl
