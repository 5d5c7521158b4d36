#include "progress/ErrorWindow.hpp"

#include "foundation/base/Timestamp.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;

constexpr auto kWindow = 60s;
constexpr auto kStep = 1s;
constexpr auto kLeast = 10s;
/// A half has to differ from the other by so much, and so many errors, to be called a trend.
constexpr double kMarked = 1.25;
constexpr std::int64_t kFewErrors = 3;
/// Fewer objects than these exceed no limit, and this part of the limit is near it.
constexpr std::int64_t kEnoughErrors = 20;
constexpr double kNear = 0.5;

}  // namespace

void ErrorWindow::record(std::chrono::microseconds now, std::int64_t processed, std::int64_t failed,
                         std::int64_t errors) {
    const Point point{now, processed, failed, errors};
    // The newest point moves until it is a step away from the one before it.
    if (points_.size() > 1 && now - points_[points_.size() - 2].at < kStep)
        points_.back() = point;
    else
        points_.push_back(point);
    while (points_.size() > 2 && now - points_[1].at >= kWindow) points_.pop_front();
}

std::optional<double> ErrorWindow::ratio() const {
    if (points_.empty()) return std::nullopt;
    const auto processed = points_.back().processed - points_.front().processed;
    const auto failed = points_.back().failed - points_.front().failed;
    if (processed <= 0) return std::nullopt;
    return static_cast<double>(failed) / static_cast<double>(processed);
}

std::string_view ErrorWindow::against(double limit) const {
    if (points_.empty()) return "ok";
    const auto worse = [](std::int64_t failed, std::int64_t processed) {
        return processed < kEnoughErrors
                   ? 0.0
                   : static_cast<double>(failed) / static_cast<double>(processed);
    };
    const auto& last = points_.back();
    const auto& first = points_.front();
    const double ratio =
        std::max(worse(last.failed, last.processed),
                 worse(last.failed - first.failed, last.processed - first.processed));
    if (ratio > limit) return "exceeded";
    return ratio > limit * kNear ? "near" : "ok";
}

std::optional<double> ErrorWindow::perMinute() const {
    if (points_.empty() || points_.back().at - points_.front().at < kLeast) return std::nullopt;
    const auto errors = static_cast<double>(points_.back().errors - points_.front().errors);
    return errors * 60 / base::inSeconds(points_.back().at - points_.front().at);
}

std::string_view ErrorWindow::trend() const {
    if (!perMinute()) return "steady";
    const auto& first = points_.front();
    const auto& middle = points_[points_.size() / 2];
    const auto& last = points_.back();
    if (last.errors - first.errors < kFewErrors) return "steady";
    const double older =
        static_cast<double>(middle.errors - first.errors) / base::inSeconds(middle.at - first.at);
    const double younger =
        static_cast<double>(last.errors - middle.errors) / base::inSeconds(last.at - middle.at);
    if (younger > older * kMarked) return "rising";
    return younger * kMarked < older ? "falling" : "steady";
}

}  // namespace jim::progress
