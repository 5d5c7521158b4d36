#include "api/monitoring/RunMetrics.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace jim::api::monitoring {
namespace {

namespace json = boost::json;
using progress::HealthStatus;

constexpr std::array<std::string_view, 6> kOutcomeNames{"created",   "updated", "deleted",
                                                        "unchanged", "skipped", "failed"};

/// Runs that have ended are remembered, so that an end that comes twice counts once, as long as
/// there are not too many.
constexpr std::size_t kMostRemembered = 10'000;

double seconds(std::chrono::microseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

/// A snapshot's document, or nothing when it cannot be read.
class Document {
public:
    explicit Document(const progress::StoredSnapshot& snapshot) {
        boost::system::error_code error;
        value_ = json::parse(snapshot.document, error);
        if (error) value_ = nullptr;
    }

    [[nodiscard]] std::string text(std::string_view pointer) const {
        const auto* found = find(pointer);
        return found != nullptr && found->is_string() ? std::string{found->get_string()}
                                                      : std::string{};
    }
    [[nodiscard]] std::optional<double> number(std::string_view pointer) const {
        const auto* found = find(pointer);
        if (found == nullptr || !found->is_number()) return std::nullopt;
        return found->to_number<double>();
    }
    [[nodiscard]] std::int64_t integer(std::string_view pointer) const {
        return static_cast<std::int64_t>(number(pointer).value_or(0));
    }

private:
    [[nodiscard]] const json::value* find(std::string_view pointer) const {
        boost::system::error_code error;
        return value_.find_pointer(pointer, error);
    }

    json::value value_;
};

}  // namespace

void RunMetrics::observe(const progress::SnapshotPtr& snapshot) {
    const Document document{*snapshot};
    const auto [at, isNew] = last_.try_emplace(snapshot->activityId);
    Last& last = at->second;
    if (!isNew && last.snapshot->terminal) return;
    std::array<std::int64_t, kOutcomes> counts{};
    const auto runType = document.text("/runType");
    for (std::size_t i = 0; i < kOutcomes; ++i) {
        counts.at(i) = document.integer("/counts/" + std::string{kOutcomeNames.at(i)});
        // Of a run that was under way before this process was, only what comes now is counted.
        const auto before = isNew && !snapshot->terminal ? counts.at(i) : last.counts.at(i);
        if (counts.at(i) > before)
            registry_.add(metrics::kRunObjects, static_cast<double>(counts.at(i) - before),
                          {runType, std::string{kOutcomeNames.at(i)}});
    }
    last.counts = counts;
    const auto coalesced = document.integer("/reporter/coalesced");
    if (!isNew && coalesced > last.coalesced)
        registry_.add(metrics::kProgressCoalesced, static_cast<double>(coalesced - last.coalesced));
    last.coalesced = coalesced;
    last.snapshot = snapshot;
    if (snapshot->terminal)
        registry_.add(metrics::kRunsFinished, 1, {runType, document.text("/state")});
}

void RunMetrics::observe(const std::vector<progress::SnapshotPtr>& snapshots) {
    for (const auto& snapshot : snapshots) {
        registry_.observe(metrics::kProgressLagSeconds,
                          std::max(seconds(clock_.now() - snapshot->asOf), 0.0));
        observe(snapshot);
    }
    if (last_.size() > kMostRemembered)
        std::erase_if(last_, [](const auto& entry) { return entry.second.snapshot->terminal; });
}

void RunMetrics::collect(metrics::Scrape& scrape) const {
    const auto active = store_.listActive();
    scrape.set(metrics::kProgressStoreUp, active ? 1 : 0);
    if (!active) return;
    std::map<std::string, double> states{
        {"queued", 0}, {"running", 0}, {"cancelling", 0}, {"paused", 0}, {"worker_lost", 0}};
    const auto now = clock_.now();
    for (const auto& snapshot : *active) {
        const Document document{*snapshot};
        const bool lost = progress::isWorkerLost(*snapshot, now);
        const auto state = lost ? std::string{"worker_lost"} : document.text("/state");
        ++states[state];
        if (!snapshot->attended) continue;
        const auto system = document.text("/targetContext");
        const auto runType = document.text("/runType");
        scrape.set(metrics::kRunPhase, 1, {system, runType, document.text("/currentPhase/key")});
        scrape.set(metrics::kRunFraction, document.number("/overall/fraction").value_or(0),
                   {system, runType});
        if (const auto rate = document.number("/objectsPerSecond"))
            scrape.set(metrics::kRunObjectsPerSecond, *rate, {system, runType});
        scrape.set(metrics::kRunHealth, 1,
                   {system, runType,
                    std::string{toText(lost ? HealthStatus::WorkerLost
                                            : progress::healthOf(snapshot->document))}});
    }
    for (const auto& [state, count] : states) scrape.set(metrics::kRuns, count, {state});
}

}  // namespace jim::api::monitoring
