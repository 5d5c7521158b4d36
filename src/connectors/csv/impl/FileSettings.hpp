#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connected_system/ConnectorDefinition.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace jim::connectors::csv::impl {

namespace connected_system = identity::connected_system;

/// What an administrator set, ready for use.
struct FileSettings {
    std::string path;
    std::string mode;
    std::string objectTypeColumn;  ///< Exactly one of this and objectType is set.
    std::string objectType;
    bool stopOnFirstError = false;
    char delimiter = ',';
    char decimalPoint = '.';
    char multiValueDelimiter = '|';  ///< NUL: values are never split.
    std::string encoding;

    [[nodiscard]] bool imports() const { return mode != "Export Only"; }
    [[nodiscard]] bool exports() const { return mode != "Import Only"; }
};

[[nodiscard]] const connected_system::ConnectorDefinition& fileDefinition();

/// InvalidInput, with the problems by setting name, when a value cannot be used. Does not look
/// at the file.
[[nodiscard]] base::Result<FileSettings> readSettings(
    const connected_system::SettingValues& values);

/// Setting name -> problems, those of the path included: the file must exist where it is
/// imported, and its directory be writable where it is exported only.
[[nodiscard]] std::map<std::string, std::vector<std::string>> validateFile(
    const connected_system::SettingValues& values);

}  // namespace jim::connectors::csv::impl
