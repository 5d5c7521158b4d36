#pragma once

#include "foundation/base/Timestamp.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

struct ErrorTypeCount {
    std::string type;
    std::int64_t count = 0;
};

struct RecentError {
    base::Timestamp at;
    std::string type;
    std::string message;
};

/// What went wrong in a run, bounded: all of it is counted, little of it is kept.
struct ErrorSummary {
    std::int64_t total = 0;
    std::vector<ErrorTypeCount> topTypes;  ///< At most five, most frequent first.
    std::vector<RecentError> recent;       ///< At most five, newest first.
};

/// Collects errors. Used by one thread at a time.
class ErrorLog {
public:
    /// `what` never holds attribute values.
    void add(std::string_view type, std::string_view what, base::Timestamp at);
    [[nodiscard]] ErrorSummary summary() const;
    [[nodiscard]] std::int64_t total() const { return total_; }

private:
    std::int64_t total_ = 0;
    std::map<std::string, std::int64_t, std::less<>> byType_;
    std::deque<RecentError> recent_;
};

}  // namespace jim::progress
