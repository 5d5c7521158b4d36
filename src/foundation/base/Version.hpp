#pragma once

#include <string_view>

namespace jim::base {

/// Of the whole product; CMakeLists.txt has the same.
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace jim::base
