#pragma once

#include "foundation/base/Result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace jim::config::impl {

/// A line that sets something.
struct FileLine {
    std::size_t line = 0;  ///< From 1.
    std::string name;
    std::string value;
};

/// The lines that set something, in order: `NAME = value`. Blank lines and lines that begin with
/// `#` are passed over; ` #` after a value begins a comment, unless the value is in double quotes.
/// InvalidInput when a line is neither: what is on it is not repeated, for it may be a secret.
[[nodiscard]] base::Result<std::vector<FileLine>> parseSettingsFile(std::string_view content,
                                                                    std::string_view fileName);

/// The file's content. InvalidInput: it cannot be read, is no file or is over 1 MiB.
[[nodiscard]] base::Result<std::string> readSettingsFile(const std::filesystem::path& path);

}  // namespace jim::config::impl
