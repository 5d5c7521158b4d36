#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

namespace jim::progress {

/// How errors come in, over the last minute. Pure: time comes with each call.
class ErrorWindow {
public:
    void record(std::chrono::microseconds now, std::int64_t processed, std::int64_t failed,
                std::int64_t errors);

    /// Failed of those processed in the window; nothing when none was.
    [[nodiscard]] std::optional<double> ratio() const;
    /// Whether so many of them failed, in the window or in all, that `limit` is exceeded or near;
    /// `ok` else. It takes twenty objects to say so.
    [[nodiscard]] std::string_view against(double limit) const;
    /// Nothing before ten seconds.
    [[nodiscard]] std::optional<double> perMinute() const;
    /// `rising`, `falling` or `steady`: the younger half against the older.
    [[nodiscard]] std::string_view trend() const;

private:
    struct Point {
        std::chrono::microseconds at{0};
        std::int64_t processed = 0;
        std::int64_t failed = 0;
        std::int64_t errors = 0;
    };

    std::deque<Point> points_;  ///< At most one a second.
};

}  // namespace jim::progress
