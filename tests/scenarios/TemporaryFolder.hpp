#pragma once

#include "foundation/base/test/TemporaryFolder.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace jim::scenarios {

using base::TemporaryFolder;

/// Replaces the file at once, as a careful extract does.
void writeFile(const std::filesystem::path& file, std::string_view text);
[[nodiscard]] std::string readFile(const std::filesystem::path& file);

}  // namespace jim::scenarios
