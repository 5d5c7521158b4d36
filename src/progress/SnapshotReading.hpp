#pragma once

#include "progress/Alert.hpp"
#include "progress/Counts.hpp"
#include "progress/Health.hpp"
#include "progress/Phase.hpp"
#include "progress/ProgressStore.hpp"
#include "progress/RunIdentity.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

/// What a reader is given.
struct ReadDocument {
    std::string document;
    std::string etag;  ///< `attempt.epoch.revision`, without quotes.
    bool terminal = false;
    bool workerLost = false;
};

/// `attempt.epoch.revision`.
[[nodiscard]] std::string etag(const StoredSnapshot& snapshot);
/// Of the document that a reader gets at `now`.
[[nodiscard]] std::string etagAt(const StoredSnapshot& snapshot, base::Timestamp now);

/// Whether the worker has been silent for three heartbeats.
[[nodiscard]] bool isWorkerLost(const StoredSnapshot& snapshot, base::Timestamp now,
                                std::chrono::microseconds heartbeat = std::chrono::seconds{1});

/// The document as a reader gets it at `now`: `retrievedAt` filled in, and state and health
/// `worker_lost` (with its own ETag, suffix `.lost`) when the heartbeat is late. Nothing else is
/// changed, so that all readers see the same.
[[nodiscard]] ReadDocument readSnapshot(const StoredSnapshot& snapshot, base::Timestamp now,
                                        std::chrono::microseconds heartbeat = std::chrono::seconds{
                                            1});

/// What a document says of its run's health; Quiet when it does not say.
[[nodiscard]] HealthStatus healthOf(std::string_view document);

/// What the database knows of a run while the store cannot be reached.
struct DegradedInfo {
    RunIdentity identity{};
    RunState state = RunState::Running;
    std::string message{};
    std::vector<PhaseRecord> phases{};  ///< Empty: those of the identity, pending.
    Counts counts{};
    std::int64_t errors = 0;
    std::vector<AlertFiring> alerts{};
    std::int64_t objectsToProcess = 0;        ///< 0: not known.
    std::optional<base::Timestamp> ended{};   ///< Of a terminal state.
    std::optional<base::Guid> continuedBy{};  ///< See Snapshot.
    std::string store = "redis";              ///< Which store is away.
};

/// A document with `source: degraded`. Its ETag changes with its content.
[[nodiscard]] ReadDocument degradedSnapshot(const DegradedInfo& info, base::Timestamp now);

}  // namespace jim::progress
