#pragma once

#include "synchronisation/rule/SynchronisationRule.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace jim::synchronisation::rule {

/// A text as a mapping wants it: white space trimmed, collapsed or taken as no value
/// (std::nullopt), case normalised without regard to any locale. White space is Unicode's.
[[nodiscard]] std::optional<std::string> processText(std::string_view text, std::uint8_t processing,
                                                     CaseNormalisation normalisation);

/// Full case folding (Unicode), for comparing texts in any case.
[[nodiscard]] std::string foldCase(std::string_view text);

}  // namespace jim::synchronisation::rule
