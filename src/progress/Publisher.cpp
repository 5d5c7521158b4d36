#include "progress/Publisher.hpp"

#include "progress/impl/DocumentFields.hpp"
#include "progress/impl/PublishedRun.hpp"

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

    /// Until it is raised, stop is requested, or the time is over.
    void wait(const base::StopToken& stop, std::optional<microseconds> atMost) {
        std::unique_lock lock{mutex_};
        const auto raised = [this] { return raised_; };
        if (atMost)
            changed_.wait_for(lock, stop, *atMost, raised);
        else
            changed_.wait(lock, stop, raised);
        raised_ = false;
    }

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool raised_ = false;
};

}  // namespace

struct Publisher::Parts {
    Parts(ProgressStore& s, const base::Clock& c, PublisherSettings settings_)
        : store(s),
          clock(c),
          settings(std::move(settings_)),
          epoch(base::toText(base::newGuid(c.now()))) {}

    [[nodiscard]] Moment now() const { return {clock.now(), clock.steady()}; }

    std::shared_ptr<PublishedRun> put(std::shared_ptr<PublishedRun> run) {
        const std::scoped_lock lock{mutex};
        runs.insert_or_assign(run->identity().activityId, run);
        return run;
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
        if (found != runs.end() && found->second == run) runs.erase(found);
    }

    [[nodiscard]] std::vector<std::shared_ptr<PublishedRun>> all() {
        const std::scoped_lock lock{mutex};
        std::vector<std::shared_ptr<PublishedRun>> list;
        list.reserve(runs.size());
        for (const auto& [id, run] : runs) list.push_back(run);
        return list;
    }

    base::Result<UpdateResult> write(const PublishedRun::Due& due);
    [[nodiscard]] LastShown lastShown(const base::Guid& activityId);
    void publish(const std::shared_ptr<PublishedRun>& run, bool evenIfEarly);
    void settle(const std::shared_ptr<PublishedRun>& run, const PublishedRun::Due& due);

    ProgressStore& store;
    const base::Clock& clock;
    const PublisherSettings settings;
    const std::string epoch;
    const std::shared_ptr<Signal> signal = std::make_shared<Signal>();

    std::mutex publishing;  ///< One at a time works on the runs and the store.
    std::optional<microseconds> nextDue;

    mutable std::mutex mutex;  ///< Guards what follows; never held while the store works.
    std::map<base::Guid, std::shared_ptr<PublishedRun>> runs;
    PublisherStats stats;
};

/// Whatever a store does, it ends here.
base::Result<UpdateResult> Publisher::Parts::write(const PublishedRun::Due& due) {
    try {
        return store.update(due.snapshot, due.point);
    } catch (const std::exception& e) {
        return base::fail(base::internal(e.what()));
    }
}

void Publisher::Parts::settle(const std::shared_ptr<PublishedRun>& run,
                              const PublishedRun::Due& due) {
    auto result = write(due);
    // Another process may have said more of the same attempt; the end has the last word.
    if (result && !result->accepted && due.snapshot.terminal && !result->terminal &&
        result->attempt == due.snapshot.attempt) {
        auto again = due;
        again.snapshot = run->beyond(result->revision);
        result = write(again);
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

void Publisher::Parts::publish(const std::shared_ptr<PublishedRun>& run, bool evenIfEarly) {
    const auto shown = run->needsLastShown() ? lastShown(run->identity().activityId) : LastShown{};
    if (const auto due = run->take(now(), evenIfEarly, shown)) settle(run, *due);
    if (run->isGone(clock.steady())) remove(run);
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
    const auto run = parts_->put(std::make_shared<PublishedRun>(
        identity, parts_->epoch, parts_->settings, parts_->now(), PublishedRun::Queued{}));
    try {
        const std::scoped_lock lock{parts_->publishing};
        parts_->publish(run, true);
    } catch (const std::exception&) {
        // Shown late is better than a run that could not be queued.
    }
    parts_->signal->raise();
}

void Publisher::cancelledWhileQueued(const RunIdentity& identity, std::string message) {
    auto run = parts_->find(identity);
    if (!run)
        run = parts_->put(std::make_shared<PublishedRun>(identity, parts_->epoch, parts_->settings,
                                                         parts_->now(), PublishedRun::Queued{}));
    run->end(PublishedRun::CancelledEarly{std::move(message)}, parts_->now());
    try {
        const std::scoped_lock lock{parts_->publishing};
        parts_->publish(run, true);
    } catch (const std::exception&) {
        // The publisher's thread tries again.
    }
    parts_->signal->raise();
}

std::shared_ptr<RunProgress> Publisher::begin(RunIdentity identity) {
    auto progress = std::make_shared<RunProgress>(identity, parts_->clock,
                                                  [signal = parts_->signal] { signal->raise(); });
    parts_->put(std::make_shared<PublishedRun>(std::move(identity), parts_->epoch, parts_->settings,
                                               parts_->now(), PublishedRun::Running{progress}));
    parts_->signal->raise();
    return progress;
}

void Publisher::finish(RunProgress& run, const FinalSummary& summary) {
    if (const auto published = parts_->find(run.identity()))
        published->end(PublishedRun::Finished{run.sample(), summary}, parts_->now());
    parts_->signal->raise();
}

void Publisher::lost(const RunIdentity& identity, const LastKnown& lastKnown) {
    const auto run = parts_->put(std::make_shared<PublishedRun>(
        identity, parts_->epoch, parts_->settings, parts_->now(), PublishedRun::Queued{}));
    run->end(PublishedRun::Lost{lastKnown}, parts_->now());
    parts_->signal->raise();
}

void Publisher::publishDue() {
    const std::scoped_lock lock{parts_->publishing};
    std::optional<microseconds> next;
    for (const auto& run : parts_->all()) {
        auto due = parts_->clock.steady() + kAfterTrouble;
        try {
            parts_->publish(run, false);
            due = run->nextDue();
        } catch (const std::exception&) {
            const std::scoped_lock counting{parts_->mutex};
            ++parts_->stats.writeErrors;
        }
        next = next ? std::min(*next, due) : due;
    }
    parts_->nextDue = next;
}

void Publisher::waitAndPublish(const base::StopToken& stop) {
    std::optional<microseconds> atMost;
    {
        const std::scoped_lock lock{parts_->publishing};
        if (parts_->nextDue)
            atMost = std::max(*parts_->nextDue - parts_->clock.steady(), microseconds{0});
    }
    parts_->signal->wait(stop, atMost);
    publishDue();
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
