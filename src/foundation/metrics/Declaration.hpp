#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace jim::metrics {

enum class Kind : std::uint8_t { Counter, Gauge, Histogram };

[[nodiscard]] std::string_view toText(Kind kind);

/// What a metric is. Counters are named without the `_total` that their samples end with.
struct Declaration {
    std::string_view name;
    Kind kind = Kind::Gauge;
    std::string_view meaning;
    std::vector<std::string_view> labels{};
};

/// Every metric there is. Runs are told apart by `connected_system` and `run_type`, never by their
/// ids, of which there would be ever more.
extern const Declaration kRuns;
extern const Declaration kRunsFinished;
extern const Declaration kRunObjects;
extern const Declaration kRunPhase;
extern const Declaration kRunFraction;
extern const Declaration kRunObjectsPerSecond;
extern const Declaration kRunHealth;
extern const Declaration kRunHealthTransitions;
extern const Declaration kAlertsFired;
extern const Declaration kAlertWebhooks;
extern const Declaration kProgressPublished;
extern const Declaration kProgressRefused;
extern const Declaration kProgressWriteErrors;
extern const Declaration kProgressCoalesced;
extern const Declaration kProgressLagSeconds;
extern const Declaration kProgressStoreUp;
extern const Declaration kProgressWatchers;
extern const Declaration kProgressWatchersRefused;
extern const Declaration kProgressChanges;
extern const Declaration kProgressChangesOvertaken;
extern const Declaration kHttpRequestSeconds;
extern const Declaration kHttpResponses;
extern const Declaration kProcessResidentMemoryBytes;
extern const Declaration kProcessOpenFds;
extern const Declaration kProcessStartTimeSeconds;
extern const Declaration kBuildInfo;

/// In the order of the reference page.
[[nodiscard]] std::span<const Declaration* const> declarations();

}  // namespace jim::metrics
