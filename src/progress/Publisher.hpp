#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"
#include "progress/EstimateScore.hpp"
#include "progress/Health.hpp"
#include "progress/ProgressStore.hpp"
#include "progress/RunHistory.hpp"
#include "progress/RunProgress.hpp"
#include "progress/Snapshot.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jim::progress {

/// The share of failed objects that a run is held against.
inline constexpr double kErrorLimit = 0.1;

struct PublisherSettings {
    double publishHz = 4;                       ///< At most so many snapshots of changed counts.
    std::chrono::milliseconds heartbeat{1000};  ///< At least one snapshot in so much time.
    std::chrono::seconds ttl{3600};             ///< Of the store: queued runs are renewed in time.
    std::string store = "memory";               ///< Its name in the documents.
    double errorLimit = kErrorLimit;
};

/// How a run ended, once status and stats are committed.
struct FinalSummary {
    FinalState state = FinalState::Complete;
    std::string message{};  ///< Empty: words for the state.
    Counts counts{};        ///< From the stored stats; without byType the counters' are taken.
    std::int64_t errors = 0;
    std::int64_t objectsToProcess = 0;  ///< 0: what was processed, of a completed run.
};

/// What is known of a run whose worker died: what its last batch committed.
struct LastKnown {
    std::string message{};
    /// Active ones become failed. Empty: those of the identity.
    std::vector<PhaseRecord> phases{};
    Counts counts{};
    std::int64_t errors = 0;
    std::int64_t objectsToProcess = 0;
    std::optional<base::Timestamp> lastAlive{};  ///< Time after it is not part of the duration.
    std::vector<AlertFiring> alerts{};
    std::optional<base::Guid> continuedBy{};  ///< The run that was started again in its place.
};

/// The health of a run has changed.
struct HealthTransition {
    RunIdentity run;
    HealthStatus from = HealthStatus::Healthy;
    HealthStatus to = HealthStatus::Healthy;
    base::Timestamp at;
    std::string phase;      ///< The name of its step; empty before the first.
    std::string waitingOn;  ///< Empty: nothing.
};
using HealthListener = std::function<void(const HealthTransition&)>;

/// Looks at each snapshot of one run before it is written, and puts its alerts into it. On the
/// thread that publishes; must not block.
using SnapshotWatch = std::function<void(Snapshot&)>;

struct PublisherStats {
    std::uint64_t published = 0;
    std::uint64_t writeErrors = 0;  ///< The store was away, or threw.
    std::uint64_t refused = 0;      ///< The store had something newer.
    std::size_t running = 0;
    /// How often a run became healthy, quiet, slow, stalled, lost: by HealthStatus.
    std::array<std::uint64_t, kHealthStatuses> healthTransitions{};
};

/// Turns counters into snapshots. The only writer of the store in its process.
///
/// Threads: one thread calls waitAndPublish in a loop and is the only one that touches the store,
/// but for `queued` and `cancelledWhileQueued`, which write on the caller's thread so that whoever
/// is told that a run is queued finds its snapshot. `begin`, `finish` and `lost` only leave work
/// for that thread and wake it: no run ever waits for the store.
class Publisher {
public:
    /// Store and clock must outlive it.
    Publisher(ProgressStore& store, const base::Clock& clock, PublisherSettings settings = {});
    /// Writes what is due a last time: an end that came after the thread had stopped.
    ~Publisher();
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    /// Is told of each change of health on the thread that publishes, once the snapshot that shows
    /// it is made; must not block. To be called before the first run.
    void onHealth(HealthListener listener);

    /// A run waits for a worker: attempt 0. Its snapshot is renewed until somebody takes it.
    void queued(const RunIdentity& identity);
    void cancelledWhileQueued(const RunIdentity& identity, std::string message = {});

    /// A worker has it. The run's owner keeps what is returned; when it is dropped without
    /// `finish`, the heartbeat stops.
    /// `history` are comparable runs, newest first: what estimates and comparison learn from.
    /// `watch` is called until the run's last snapshot is made.
    [[nodiscard]] std::shared_ptr<RunProgress> begin(RunIdentity identity,
                                                     const std::vector<PastRun>& history = {},
                                                     SnapshotWatch watch = {});

    /// How what was shown of it was, if it ended now; for the permanent record. Never waits for
    /// the store.
    [[nodiscard]] std::vector<EstimateScore> scores(const RunProgress& run);

    /// It has ended, and status and stats are committed. Once; `run` may be destroyed then.
    void finish(RunProgress& run, const FinalSummary& summary);

    /// Recovery ended a run whose worker died; `identity` has the raised attempt.
    void lost(const RunIdentity& identity, const LastKnown& lastKnown);

    /// Blocks until something is due or stop is requested, and publishes what is due. Never throws.
    void waitAndPublish(const base::StopToken& stop);

    /// Publishes what is due now, without waiting; for tests, and after the thread has ended.
    void publishDue();

    [[nodiscard]] PublisherStats stats() const;
    [[nodiscard]] const std::string& epoch() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace jim::progress
