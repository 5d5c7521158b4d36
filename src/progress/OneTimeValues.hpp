#pragma once

#include "foundation/base/Result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace jim::progress {

/// Values that processes leave for each other, each of which one of them takes, once.
/// Implementations are thread-safe, and may wait for a server.
class OneTimeValues {
public:
    virtual ~OneTimeValues() = default;

    /// Leaves a value under a name that nobody used before, for so long. Unavailable: it may not
    /// be there.
    [[nodiscard]] virtual base::Status keep(std::string_view name, std::string_view value,
                                            std::chrono::seconds age) = 0;

    /// The value, which nobody gets again; nothing when it is not there, or no more. What is lost
    /// is as good as taken. Unavailable: whether it was there is not known, and it may be taken
    /// now.
    [[nodiscard]] virtual base::Result<std::optional<std::string>> take(std::string_view name) = 0;
};

}  // namespace jim::progress
