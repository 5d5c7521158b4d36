#pragma once

#include "foundation/config/Declaration.hpp"

#include <string_view>

namespace jim::config::impl {

/// Reads `text` as the declaration's type into its member; false, and the settings untouched,
/// when it is not allowed.
[[nodiscard]] bool store(const Declaration& declaration, std::string_view text, Settings& into);

/// The text to show for a value: a secret's is redacted, and so is the password in a URL.
[[nodiscard]] std::string shown(const Declaration& declaration, std::string_view text);

/// Untrusted text for a message on one line: control characters and all beyond 80 bytes go.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace jim::config::impl
