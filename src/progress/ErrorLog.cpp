#include "progress/ErrorLog.hpp"

#include "progress/impl/CleanText.hpp"

#include <algorithm>

namespace jim::progress {
namespace {

constexpr std::size_t kTypes = 50;
constexpr std::size_t kShown = 5;
constexpr std::size_t kTypeBytes = 64;
constexpr std::size_t kErrorMessageBytes = 240;
constexpr std::string_view kOther = "Other";

}  // namespace

void ErrorLog::add(std::string_view type, std::string_view what, base::Timestamp at) {
    ++total_;
    auto name = cleanText(type, kTypeBytes);
    if (name.empty() || (!byType_.contains(name) && byType_.size() >= kTypes)) name = kOther;
    ++byType_[name];
    recent_.push_front({at, std::move(name), cleanText(what, kErrorMessageBytes)});
    if (recent_.size() > kShown) recent_.pop_back();
}

ErrorSummary ErrorLog::summary() const {
    ErrorSummary summary{total_, {}, {recent_.begin(), recent_.end()}};
    for (const auto& [type, count] : byType_) summary.topTypes.push_back({type, count});
    std::ranges::sort(summary.topTypes, [](const auto& a, const auto& b) {
        return a.count != b.count ? a.count > b.count : a.type < b.type;
    });
    if (summary.topTypes.size() > kShown) summary.topTypes.resize(kShown);
    return summary;
}

}  // namespace jim::progress
