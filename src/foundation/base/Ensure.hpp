#pragma once

#include <source_location>
#include <string_view>

namespace jim::base {

/// Ends the process with a message: an invariant of ours is broken and going on could harm data.
/// Always on, also in release builds. Never for bad input: that is an Error.
[[noreturn]] void broken(std::string_view what, std::source_location where);

inline void ensure(bool holds, std::string_view what,
                   std::source_location where = std::source_location::current()) {
    if (!holds) [[unlikely]]
        broken(what, where);
}

}  // namespace jim::base
