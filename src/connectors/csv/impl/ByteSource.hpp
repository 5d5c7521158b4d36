#pragma once

#include "foundation/base/Result.hpp"

#include <cstddef>
#include <span>

namespace jim::connectors::csv::impl {

/// Where bytes come from, a piece at a time. Used by one thread.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// Fills some of `out` from its front; 0 means the end. External when reading fails.
    [[nodiscard]] virtual base::Result<std::size_t> read(std::span<char> out) = 0;
};

}  // namespace jim::connectors::csv::impl
