#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"
#include "progress/RunProgress.hpp"
#include "runs/alert/PauseGate.hpp"
#include "runs/alert/RunAlerts.hpp"
#include "runs/run_profile/BatchAhead.hpp"
#include "runs/run_profile/Session.hpp"
#include "runs/run_profile/Throttle.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jim::runs::run_profile {

/// Everything a run's step works with: its session, what it is about, and how it reports. Used by
/// the run's own thread only.
class RunContext {
public:
    struct Parts {
        Session& session;
        const RunProfile& profile;
        const identity::connected_system::ConnectedSystem& system;
        connectors::Connector& connector;
        progress::RunProgress& progress;
        const base::Clock& clock;
        base::StopToken stop;
        run_queue::Lease lease;
        std::int64_t activityNumber = 0;
        bool allowDeletions = false;
        bool trackChanges = true;
        std::filesystem::path spoolFolder;
        std::int64_t objectsPerSecond = 0;   ///< At most; 0: no limit.
        activity::RunPosition position{};    ///< Of an attempt before this one.
        alert::RunAlerts* alerts = nullptr;  ///< Null: its run profile has no rules.
        alert::PauseGate* gate = nullptr;    ///< There when alerts are.
        std::chrono::seconds patience{0};    ///< How long it stands paused at most.
        std::size_t batchLimit = 0;          ///< Objects; 0: as many as are fast.
        Beside* beside = nullptr;            ///< Null: all is written on the run's own thread.
    };

    explicit RunContext(Parts parts)
        : parts_(std::move(parts)),
          throttle_(parts_.objectsPerSecond, parts_.clock),
          position_(std::move(parts_.position)),
          sequence_(position_.items) {}
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

    /// One batch: `work`, the items recorded during it and the run's position are written in one
    /// transaction, and only if the lease is still ours. What is rolled back leaves no items.
    [[nodiscard]] base::Status write(const std::function<base::Status()>& work);

    /// The same for a batch of a pair, of so many objects of the active phase, which are done when
    /// it is committed. Where somebody works beside the run, this returns at once with the first of
    /// two, and the second is written at the same time. Nothing that the first one writes may be
    /// read or written by the second, nor by what comes before it. The second is committed after
    /// the first, and not at all when that fails: then this returns the error of the first.
    /// `isLast`: there will be no second.
    [[nodiscard]] base::Status writePaired(std::function<base::Status(Session&)> work,
                                           std::int64_t objects, bool isLast);
    /// Waits for the first of a pair that has no second yet; its error when it failed.
    [[nodiscard]] base::Status settle();

    /// Runs `work`, which changes something outside of the database, within a transaction that
    /// holds the lease: nobody takes the run away meanwhile. Fenced, without `work`, when it is not
    /// ours.
    [[nodiscard]] base::Status whileOurs(const std::function<base::Status()>& work);

    /// Adds an item to the batch that is open, or to the next one. Without change tracking its
    /// changes are dropped.
    void record(activity::ExecutionItem item);

    /// Objects that are done with, and leave no item when unchanged. Part of the position.
    void processed(std::int64_t count) { position_.processed += count; }
    void unchanged(std::int64_t count) { position_.unchanged += count; }

    [[nodiscard]] const activity::RunPosition& position() const { return position_; }
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

    /// In a transaction of its kind, and only if the lease is still ours. A synchronisation reads
    /// and writes the metaverse and every system; other runs keep to their own.
    [[nodiscard]] base::Status inTransaction(Session& session,
                                             const std::function<base::Status()>& work) const;
    /// Of a batch, after the one that is ahead of it.
    [[nodiscard]] base::Status writeNext(const std::function<base::Status()>& work);
    [[nodiscard]] bool writesAhead(const std::function<base::Status(Session&)>& work,
                                   std::int64_t objects);
    void bringPositionUpToDate();
    /// Tells the queue, so that every process knows. False: somebody has cancelled the run.
    [[nodiscard]] base::Result<bool> markPaused();
    [[nodiscard]] base::Status noteResumed();
    [[nodiscard]] base::Status pause(const std::string& reason);

    Parts parts_;
    Throttle throttle_;
    std::chrono::microseconds rested_{};
    Channel channel_{*this};
    activity::RunPosition position_;
    activity::RunPosition kept_{position_};  ///< As the last batch left it behind.
    std::vector<activity::ExecutionItem> items_;
    std::int64_t sequence_;
    std::unique_ptr<BatchAhead> ahead_;  ///< Null: everything is written.
};

}  // namespace jim::runs::run_profile
