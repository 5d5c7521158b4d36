#pragma once

#include "foundation/config/Settings.hpp"

#include <string>
#include <vector>

namespace jim::config {

/// A setting as people see it.
struct SettingRow {
    std::string name;
    std::string type;
    std::string value;  ///< Secrets are redacted.
    std::string source;
    std::string defaultText;
    std::string allowed;
    std::string meaning;
};

/// All settings, in the order of their declaration.
[[nodiscard]] std::vector<SettingRow> describe(const Settings& settings);

/// The reference page, docs/reference/settings.md.
[[nodiscard]] std::string settingsMarkdown();

}  // namespace jim::config
