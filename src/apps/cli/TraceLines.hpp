#pragma once

#include "foundation/base/Timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace jim::apps::cli {

/// Turns the progress documents of a run into the lines of a trace, as `jim estimate` reads them:
///
///     {"t":12.25,"phase":"import.fetch","processed":1500,"total":20000}
///
/// `t` are the seconds since a worker began it. What is counted is the innermost phase, under the
/// key of its step. While it is queued there is nothing to say; the last line is when it ended.
class TraceLines {
public:
    /// The line of a document, with its line break; empty when it says nothing new.
    [[nodiscard]] std::string lineOf(const std::string& document);

private:
    struct Window {
        std::string phase;
        std::int64_t processed = 0;
        std::optional<std::int64_t> total;
    };

    std::optional<base::Timestamp> began_;
    std::int64_t revision_ = 0;
    Window window_;
};

}  // namespace jim::apps::cli
