#pragma once

#include "runs/run_profile/BatchWriter.hpp"
#include "runs/run_profile/RunParts.hpp"
#include "runs/run_profile/Throttle.hpp"

#include <functional>
#include <string>
#include <utility>

namespace jim::runs::run_profile {

/// Everything a run's step works with: its session, what it is about, and how it reports. Used by
/// the run's own thread only.
class RunContext {
public:
    using Parts = RunParts;

    explicit RunContext(Parts parts)
        : parts_(std::move(parts)), throttle_(parts_.objectsPerSecond, parts_.clock) {}
    RunContext(const RunContext&) = delete;
    RunContext& operator=(const RunContext&) = delete;

    [[nodiscard]] Session& session() { return parts_.session; }
    [[nodiscard]] const RunProfile& profile() const { return parts_.profile; }
    [[nodiscard]] const identity::connected_system::ConnectedSystem& system() const {
        return parts_.system;
    }
    [[nodiscard]] connectors::Connector& connector() { return parts_.connector; }
    [[nodiscard]] progress::RunProgress& progress() { return parts_.progress; }
    [[nodiscard]] const base::Clock& clock() const { return parts_.clock; }
    [[nodiscard]] const base::StopToken& stop() const { return parts_.stop; }
    [[nodiscard]] bool allowDeletions() const { return parts_.allowDeletions; }
    [[nodiscard]] const std::filesystem::path& spoolFolder() const { return parts_.spoolFolder; }

    [[nodiscard]] std::int64_t activityNumber() const { return parts_.activityNumber; }

    /// The index of an object type in the counters of the run.
    [[nodiscard]] std::size_t typeSlot(std::int32_t objectTypeId) const;

    /// How many objects to take at a time where `most` would do; fewer when batches are limited, or
    /// the run is kept slow.
    [[nodiscard]] std::size_t batch(std::size_t most) const;
    /// Objects of the active phase are done: shown, and no more than are allowed in that time.
    void advance(std::int64_t objects);
    /// How long the run has rested so far, to keep to what is allowed.
    [[nodiscard]] std::chrono::microseconds rested() const { return rested_; }

    /// Cancelled when somebody asked the run to stop. For where it must not wait.
    [[nodiscard]] base::Status checkStop() const;

    /// The same, to be called between batches: looks at the alert rules too, and when one of them
    /// asks for it, waits until somebody resumes the run. Cancelled when somebody cancels it, or
    /// nobody comes in time. `deletesAhead`: so many the next batch is going to make.
    [[nodiscard]] base::Status betweenBatches(std::int64_t deletesAhead = 0);

    /// Runs `work`, which changes something outside of the database, within a transaction that
    /// holds the lease: nobody takes the run away meanwhile. Fenced, without `work`, when it is not
    /// ours.
    [[nodiscard]] base::Status whileOurs(const std::function<base::Status()>& work) {
        return batches_.inTransaction(work);
    }

    /// Who may read for the run beside it; null when nobody is there, or the run is kept slow.
    /// Outside of a transaction.
    [[nodiscard]] Beside* beside() { return batches_.writesInPairs() ? parts_.beside : nullptr; }

    /// What the run writes, batch by batch.
    [[nodiscard]] BatchWriter& batches() { return batches_; }
    /// One batch; see BatchWriter.
    [[nodiscard]] base::Status write(const std::function<base::Status()>& work) {
        return batches_.write(work);
    }
    /// Of the batch that is open, or of the next one; see BatchRecord.
    void record(activity::ExecutionItem item) { batches_.open().items.push_back(std::move(item)); }
    void processed(std::int64_t count) { batches_.open().processed += count; }
    void unchanged(std::int64_t count) { batches_.open().unchanged += count; }

    /// Writes the position as it stands, without a batch: before one long call of a connector, so
    /// that it is known where a run died, and at the end of a run.
    [[nodiscard]] base::Status keepPosition();

    /// The connector's words to the progress of this run.
    [[nodiscard]] connectors::ProgressChannel& channel() { return channel_; }

    std::string warning;  ///< Makes the run complete with a warning.

private:
    /// What a connector says goes straight to the progress; it is kept to the pace of the run.
    class Channel final : public connectors::ProgressChannel {
    public:
        explicit Channel(RunContext& run) : run_(run) {}
        void enterPhase(std::string_view key, std::string_view name) override;
        void narrate(std::string_view message) override;
        void expect(std::int64_t objects, bool exact) override;
        void advance(std::int64_t objects) override;

    private:
        RunContext& run_;
    };

    /// Tells the queue, so that every process knows. False: somebody has cancelled the run.
    [[nodiscard]] base::Result<bool> markPaused();
    [[nodiscard]] base::Status noteResumed();
    [[nodiscard]] base::Status pause(const std::string& reason);

    Parts parts_;
    Throttle throttle_;
    std::chrono::microseconds rested_{};
    Channel channel_{*this};
    BatchWriter batches_{parts_};
};

}  // namespace jim::runs::run_profile
