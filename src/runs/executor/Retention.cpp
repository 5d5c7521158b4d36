#include "runs/executor/Retention.hpp"

#include <charconv>

namespace jim::runs::executor {
namespace {

using activity::RetentionKind;

/// Rows of one transaction: everybody else who writes waits for it.
constexpr std::int64_t kItems = 20'000;
constexpr std::size_t kActivities = 100;
constexpr std::chrono::days kOfRuns{90};
constexpr std::chrono::days kOfConfigurationChanges{3650};

using ServiceSettings = std::map<std::string, std::string>;

std::chrono::microseconds periodOf(const ServiceSettings& settings, const std::string& key,
                                   std::chrono::days usual) {
    const auto at = settings.find(key);
    return (at == settings.end() ? std::nullopt : base::parseSpan(at->second)).value_or(usual);
}

std::size_t batchOf(const ServiceSettings& settings) {
    std::size_t number = kActivities;
    if (const auto at = settings.find("History.CleanupBatchSize"); at != settings.end())
        std::from_chars(at->second.data(), at->second.data() + at->second.size(), number);
    return number;
}

}  // namespace

base::Result<std::size_t> removeBeyondRetention(run_profile::Session& session,
                                                base::Timestamp now) {
    JIM_ASSIGN(const auto settings, session.serviceSettings().overridden());
    const auto limit = batchOf(settings);
    const base::Timestamp ofRuns{now.micros -
                                 periodOf(settings, "History.RetentionPeriod", kOfRuns).count()};
    const base::Timestamp ofChanges{
        now.micros -
        periodOf(settings, "History.ConfigurationChangeRetentionPeriod", kOfConfigurationChanges)
            .count()};
    auto& store = session.retention();
    JIM_ASSIGN(auto old, store.endedBefore(RetentionKind::Runs, ofRuns, limit));
    JIM_ASSIGN(const auto changes, store.endedBefore(RetentionKind::ConfigurationChanges, ofChanges,
                                                     limit - old.size()));
    old.insert(old.end(), changes.begin(), changes.end());
    std::size_t removed = 0;
    if (old.empty()) return removed;
    JIM_TRY(session.transactions().write([&]() -> base::Status {
        removed = 0;
        std::int64_t left = kItems;
        for (const auto number : old) {
            JIM_ASSIGN(const auto items, store.remove(number, left));
            left -= items;
            if (left == 0) break;
            ++removed;
        }
        return {};
    }));
    return removed;
}

}  // namespace jim::runs::executor
