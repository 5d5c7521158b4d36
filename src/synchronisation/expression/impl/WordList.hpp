#pragma once

#include <span>
#include <string_view>

namespace jim::synchronisation::expression::impl {

/// 1,024 different short English words, easy to spell and to tell apart.
[[nodiscard]] std::span<const std::string_view> passphraseWords();

}  // namespace jim::synchronisation::expression::impl
