#pragma once

#include "progress/ErrorWindow.hpp"
#include "progress/Health.hpp"
#include "progress/Publisher.hpp"
#include "progress/Rate.hpp"
#include "progress/RunEstimator.hpp"
#include "progress/RunHistory.hpp"
#include "progress/RunProgress.hpp"
#include "progress/Snapshot.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace jim::progress {

/// What readers saw last of a run whose worker died, as far as the store still has it.
struct LastShown {
    double fraction = 0;
    std::optional<base::Timestamp> heartbeat;
};

/// Turns the samples of one run into snapshots: rate, health, estimate and fraction are kept here
/// from sample to sample. Pure: time comes with each call, and steady time is without the run's
/// pauses. Revision, epoch and reporter are the publisher's.
class SnapshotBuilder {
public:
    using Moment = PhaseTrack::Moment;

    SnapshotBuilder(RunIdentity identity, Moment begin, const std::vector<PastRun>& history = {},
                    double errorLimit = kErrorLimit);

    /// Takes note of a sample. True when something is different from the one before.
    bool observe(const RunSample& sample, Moment now);

    /// Of the sample that was observed last.
    [[nodiscard]] Snapshot running(const RunSample& sample, Moment now);

    /// `sample` may be null when there was none.
    [[nodiscard]] Snapshot ended(const RunSample* sample, const FinalSummary& summary, Moment end);

    [[nodiscard]] Snapshot queued(Moment now) const;
    [[nodiscard]] Snapshot cancelledWhileQueued(const std::string& message, Moment now) const;

    [[nodiscard]] Snapshot lost(const LastKnown& known, const LastShown& shown, Moment now);

    [[nodiscard]] const RunIdentity& identity() const { return identity_; }

    /// Since the run began. From any thread.
    [[nodiscard]] std::chrono::microseconds elapsed(Moment now) const;

private:
    /// Sums that tell whether anything moved.
    struct Signature {
        std::int64_t counted = 0;
        std::int64_t advanced = 0;
        std::int64_t extras = 0;
        std::uint64_t notices = 0;
        std::size_t current = PhaseTrack::kNone;
        std::int64_t windowStart = 0;
        bool operator==(const Signature&) const = default;
    };

    [[nodiscard]] static Signature signatureOf(const RunSample& sample);
    [[nodiscard]] Snapshot blank(RunState state, Moment now) const;
    [[nodiscard]] Window windowOf(const PhaseRecord* phase, Moment now) const;
    [[nodiscard]] Eta etaOf(const Snapshot& snapshot, Moment now);
    [[nodiscard]] HealthReport healthOf(const Snapshot& snapshot, Moment now) const;
    [[nodiscard]] base::Timestamp lastAlive(const LastKnown& known, const LastShown& shown) const;
    [[nodiscard]] ErrorReport errorsOf(const RunSample& sample) const;

    RunIdentity identity_;
    Moment begin_;
    double errorLimit_;
    Signature seen_;
    Rate rate_;
    Health health_;
    ErrorWindow errorWindow_;
    Fraction fraction_;
    RunEstimator estimator_;
    UsualCounts usual_;
};

}  // namespace jim::progress
