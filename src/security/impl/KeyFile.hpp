#pragma once

#include "foundation/base/Result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace jim::security::impl {

/// `text` becomes the content of `file`, at once and for its owner only: written beside it, then
/// renamed. Without `replace` an existing file is a Conflict. External.
[[nodiscard]] base::Status writePrivately(const std::filesystem::path& file, std::string_view text,
                                          bool replace);

struct PrivateText {
    std::string text;
    bool exposed = false;  ///< Others than the owner may read it.
};

/// At most 64 KiB. NotFound, External.
[[nodiscard]] base::Result<PrivateText> readPrivately(const std::filesystem::path& file);

}  // namespace jim::security::impl
