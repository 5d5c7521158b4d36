#include "progress/Publisher.hpp"

#include "progress/impl/DocumentFields.hpp"
#include "progress/impl/PublishedRun.hpp"
#include "progress/impl/Rounds.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <limits>
#include <map>
#include <utility>

namespace jim::progress {
namespace {

using std::chrono::microseconds;
using Moment = PhaseTrack::Moment;

/// How long a run is left alone when publishing it went wrong here, not in the store.
constexpr microseconds kAfterTrouble = std::chrono::milliseconds{250};

/// So many snapshots are made before they are written, together: few enough that what is made is
/// still at hand when it is written, and that nobody else waits long for the store.
constexpr std::size_t kBatch = 64;

/// Tells this process from others: the random half of a new identifier.
std::string newEpoch(const base::Clock& clock) {
    constexpr std::size_t kRandomHalf = 19;
    return base::toText(base::newGuid(clock.now())).substr(kRandomHalf);
}

/// By which runs tell the publisher's thread that something is due at once. They share it, so that
/// a run may outlive the publisher.
class Signal {
public:
    void raise() {
        {
            const std::scoped_lock lock{mutex_};
            raised_ = true;
        }
        changed_.notify_one();
    }

    /// Until it is raised, stop is requested, or the time is over. Whether it was raised.
    bool wait(const base::StopToken& stop, std::optional<microseconds> atMost) {
        std::unique_lock lock{mutex_};
        const auto raised = [this] { return raised_; };
        if (atMost)
            changed_.wait_for(lock, stop, *atMost, raised);
        else
            changed_.wait(lock, stop, raised);
        return std::exchange(raised_, false);
    }

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool raised_ = false;
};

}  // namespace

struct Publisher::Parts {
    Parts(ProgressStore& s, const base::Clock& c, PublisherSettings chosen)
        : store(s), clock(c), settings(std::move(chosen)), epoch(newEpoch(c)) {}

    [[nodiscard]] Moment now() const { return {clock.now(), clock.steady()}; }

    using Runs = std::vector<std::shared_ptr<PublishedRun>>;

    /// Unless a later attempt is there: a run that is handed back may be begun again before it is
    /// said that it waits. False then.
    bool put(const std::shared_ptr<PublishedRun>& run) {
        const std::scoped_lock lock{mutex};
        auto& there = runs[run->identity().activityId];
        if (there && there->identity().attempt > run->identity().attempt) return false;
        listed = nullptr;
        there = run;
        return true;
    }

    [[nodiscard]] std::shared_ptr<PublishedRun> waiting(const RunIdentity& identity) const {
        return std::make_shared<PublishedRun>(identity, epoch, settings, now(),
                                              PublishedRun::Queued{});
    }

    [[nodiscard]] std::shared_ptr<PublishedRun> find(const RunIdentity& identity) {
        const std::scoped_lock lock{mutex};
        const auto found = runs.find(identity.activityId);
        const bool same =
            found != runs.end() && found->second->identity().attempt == identity.attempt;
        return same ? found->second : nullptr;
    }

    void remove(const std::shared_ptr<PublishedRun>& run) {
        const std::scoped_lock lock{mutex};
        const auto found = runs.find(run->identity().activityId);
        if (found == runs.end() || found->second != run) return;
        listed = nullptr;
        runs.erase(found);
    }

    /// Made anew only when there are others: each round needs them.
    [[nodiscard]] std::shared_ptr<const Runs> all() {
        const std::scoped_lock lock{mutex};
        if (!listed) {
            Runs list;
            list.reserve(runs.size());
            for (const auto& [id, run] : runs) list.push_back(run);
            listed = std::make_shared<const Runs>(std::move(list));
        }
        return listed;
    }

    /// Runs with what is to be written of them, written together.
    struct Batch {
        Runs runs;
        std::vector<SnapshotUpdate> updates;
    };

    std::vector<base::Result<UpdateResult>> write(std::span<const SnapshotUpdate> updates);
    [[nodiscard]] LastShown lastShown(const base::Guid& activityId);
    void take(const std::shared_ptr<PublishedRun>& run, bool evenIfEarly, Batch& batch);
    bool takeIfDue(const std::shared_ptr<PublishedRun>& run, Batch& batch);
    void publish(Batch& batch);
    void publishDue(bool urgent);
    void publishNow(const std::shared_ptr<PublishedRun>& run);
    void settle(const std::shared_ptr<PublishedRun>& run, const SnapshotUpdate& due,
                base::Result<UpdateResult> result);
    void countTrouble();
    void tell(const HealthTransition& transition);

    ProgressStore& store;
    const base::Clock& clock;
    const PublisherSettings settings;
    const std::string epoch;
    const std::shared_ptr<Signal> signal = std::make_shared<Signal>();

    HealthListener listener;

    std::mutex publishing;  ///< One at a time works on the runs and the store.
    Rounds rounds{settings.publishHz};

    mutable std::mutex mutex;  ///< Guards what follows; never held while the store works.
    std::map<base::Guid, std::shared_ptr<PublishedRun>> runs;
    std::shared_ptr<const Runs> listed;  ///< Of `runs`; null when they have changed since.
    PublisherStats stats;
};

/// Whatever a store does, it ends here.
std::vector<base::Result<UpdateResult>> Publisher::Parts::write(
    std::span<const SnapshotUpdate> updates) {
    try {
        return store.updateAll(updates);
    } catch (const std::exception& e) {
        return {updates.size(), base::fail(base::internal(e.what()))};
    }
}

void Publisher::Parts::settle(const std::shared_ptr<PublishedRun>& run, const SnapshotUpdate& due,
                              base::Result<UpdateResult> result) {
    // Another process may have said more of the same attempt; the end has the last word.
    if (result && !result->accepted && due.snapshot.terminal && !result->terminal &&
        result->attempt == due.snapshot.attempt) {
        const SnapshotUpdate again{run->beyond(result->revision), due.point};
        result = std::move(write({&again, 1}).front());
    }
    const bool done = run->settled(result, clock.steady());
    {
        const std::scoped_lock lock{mutex};
        if (!result)
            ++stats.writeErrors;
        else
            ++(result->accepted ? stats.published : stats.refused);
    }
    if (done) remove(run);
}

void Publisher::Parts::countTrouble() {
    const std::scoped_lock lock{mutex};
    ++stats.writeErrors;
}

void Publisher::Parts::tell(const HealthTransition& transition) {
    {
        const std::scoped_lock lock{mutex};
        ++stats.healthTransitions[static_cast<std::size_t>(transition.to)];
    }
    if (listener) listener(transition);
}

void Publisher::Parts::publish(Batch& batch) {
    if (batch.updates.empty()) return;
    auto results = write(batch.updates);
    for (std::size_t i = 0; i < results.size(); ++i) try {
            settle(batch.runs[i], batch.updates[i], std::move(results[i]));
        } catch (const std::exception&) {
            countTrouble();
        }
    batch = {};
}

LastShown Publisher::Parts::lastShown(const base::Guid& activityId) {
    try {
        const auto stored = store.get(activityId);
        if (!stored || !*stored) return {};
        const auto& snapshot = **stored;
        return {numberOf(snapshot.document, kFractionField).value_or(0),
                snapshot.attended ? std::optional{snapshot.asOf} : std::nullopt};
    } catch (const std::exception&) {
        return {};
    }
}

void Publisher::Parts::take(const std::shared_ptr<PublishedRun>& run, bool evenIfEarly,
                            Batch& batch) {
    const auto shown = run->needsLastShown() ? lastShown(run->identity().activityId) : LastShown{};
    if (auto due = run->take(now(), evenIfEarly, shown)) {
        batch.runs.push_back(run);
        batch.updates.push_back(std::move(*due));
        if (const auto transition = run->healthTransition()) tell(*transition);
    }
    if (run->isGone(clock.steady())) remove(run);
}

/// Not waiting for its turn; on the caller's thread.
void Publisher::Parts::publishNow(const std::shared_ptr<PublishedRun>& run) {
    const std::scoped_lock lock{publishing};
    Batch batch;
    take(run, true, batch);
    publish(batch);
}

/// False when something went wrong here, not in the store.
bool Publisher::Parts::takeIfDue(const std::shared_ptr<PublishedRun>& run, Batch& batch) {
    try {
        take(run, false, batch);
        return true;
    } catch (const std::exception&) {
        countTrouble();
        return false;
    }
}

Publisher::Publisher(ProgressStore& store, const base::Clock& clock, PublisherSettings settings)
    : parts_(std::make_unique<Parts>(store, clock, std::move(settings))) {}

Publisher::~Publisher() {
    try {
        publishDue();
    } catch (const std::exception&) {
        // Nobody is left to tell.
    }
}

void Publisher::queued(const RunIdentity& identity) {
    const auto run = parts_->waiting(identity);
    if (!parts_->put(run)) return;
    try {
        parts_->publishNow(run);
    } catch (const std::exception&) {
        // Shown late is better than a run that could not be queued.
    }
    parts_->signal->raise();
}

void Publisher::cancelledWhileQueued(const RunIdentity& identity, std::string message) {
    auto run = parts_->find(identity);
    if (!run) {
        run = parts_->waiting(identity);
        if (!parts_->put(run)) return;
    }
    run->end(PublishedRun::CancelledEarly{std::move(message)}, parts_->now());
    try {
        parts_->publishNow(run);
    } catch (const std::exception&) {
        // The publisher's thread tries again.
    }
    parts_->signal->raise();
}

void Publisher::onHealth(HealthListener listener) {
    parts_->listener = std::move(listener);
}

std::vector<EstimateScore> Publisher::scores(const RunProgress& run) {
    const auto published = parts_->find(run.identity());
    auto now = parts_->now();
    now.steady -= run.pausedFor();
    return published ? published->scores(now) : std::vector<EstimateScore>{};
}

std::shared_ptr<RunProgress> Publisher::begin(RunIdentity identity,
                                              const std::vector<PastRun>& history,
                                              SnapshotWatch watch) {
    auto progress = std::make_shared<RunProgress>(identity, parts_->clock,
                                                  [signal = parts_->signal] { signal->raise(); });
    parts_->put(std::make_shared<PublishedRun>(
        std::move(identity), parts_->epoch, parts_->settings, parts_->now(),
        PublishedRun::Running{progress, std::move(watch)}, history));
    parts_->signal->raise();
    return progress;
}

void Publisher::finish(RunProgress& run, const FinalSummary& summary) {
    if (const auto published = parts_->find(run.identity()))
        published->end(PublishedRun::Finished{run.sample(), summary}, parts_->now());
    parts_->signal->raise();
}

void Publisher::lost(const RunIdentity& identity, const LastKnown& lastKnown) {
    const auto run = parts_->waiting(identity);
    if (!parts_->put(run)) return;
    run->end(PublishedRun::Lost{lastKnown}, parts_->now());
    parts_->signal->raise();
}

/// Nothing is urgent: then runs whose time has not come are not looked at any closer, which is most
/// of what many of them cost.
void Publisher::Parts::publishDue(bool urgent) {
    const std::scoped_lock lock{publishing};
    const auto began = clock.steady();
    const auto shared = all();
    const auto& list = *shared;
    std::vector<bool> troubled(list.size());
    Batch batch;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!urgent && list[i]->nextDue() > began) continue;
        troubled[i] = !takeIfDue(list[i], batch);
        if (batch.updates.size() == kBatch) publish(batch);
    }
    publish(batch);
    std::optional<microseconds> nextDue;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto due = troubled[i] ? clock.steady() + kAfterTrouble : list[i]->nextDue();
        nextDue = nextDue ? std::min(*nextDue, due) : due;
    }
    rounds.done(began, nextDue);
}

void Publisher::publishDue() {
    parts_->publishDue(true);
}

void Publisher::waitAndPublish(const base::StopToken& stop) {
    std::optional<microseconds> atMost;
    {
        const std::scoped_lock lock{parts_->publishing};
        atMost = parts_->rounds.wait(parts_->clock.steady());
    }
    parts_->publishDue(parts_->signal->wait(stop, atMost));
}

PublisherStats Publisher::stats() const {
    const std::scoped_lock lock{parts_->mutex};
    auto stats = parts_->stats;
    stats.running = parts_->runs.size();
    return stats;
}

const std::string& Publisher::epoch() const {
    return parts_->epoch;
}

}  // namespace jim::progress
