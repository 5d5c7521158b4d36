#pragma once

#include "foundation/base/Result.hpp"

#include <fmt/format.h>

#include <string_view>

namespace jim::synchronisation::expression::impl {

/// What is wrong at a column of the source, counted in characters from 1.
[[nodiscard]] inline base::Error errorAt(std::size_t column, std::string_view message) {
    return base::invalidInput("expression", fmt::format("Column {}: {}", column, message));
}

template <class... Arguments>
[[nodiscard]] tl::unexpected<base::Error> failAt(std::size_t column,
                                                 fmt::format_string<Arguments...> format,
                                                 Arguments&&... arguments) {
    return base::fail(errorAt(column, fmt::format(format, std::forward<Arguments>(arguments)...)));
}

}  // namespace jim::synchronisation::expression::impl
