#pragma once

#include <unicode/unistr.h>

#include <cstdint>
#include <string_view>

namespace jim::synchronisation::expression::impl {

[[nodiscard]] inline icu::UnicodeString toIcu(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

}  // namespace jim::synchronisation::expression::impl
