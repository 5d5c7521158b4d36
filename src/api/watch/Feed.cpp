#include "api/watch/Feed.hpp"

#include "api/watch/impl/Board.hpp"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

namespace jim::api::watch {
namespace {

/// How soon a first watcher's wishes are looked at.
constexpr std::chrono::milliseconds kIdle{250};

}  // namespace

struct Feed::State {
    explicit State(Parts parts)
        : store(parts.store),
          clock(parts.clock),
          describe(std::move(parts.describe)),
          isUsable(std::move(parts.isUsable)),
          seats(parts.seatsEach) {}

    void arrived(const progress::SnapshotPtr& snapshot) {
        {
            const std::scoped_lock lock{mutex};
            arrivals.insert_or_assign(snapshot->activityId, snapshot);
        }
        changed.notify_one();
    }

    [[nodiscard]] std::vector<progress::SnapshotPtr> takeArrivals() {
        std::map<base::Guid, progress::SnapshotPtr> taken;
        {
            const std::scoped_lock lock{mutex};
            taken.swap(arrivals);
        }
        std::vector<progress::SnapshotPtr> list;
        list.reserve(taken.size());
        for (auto& [id, snapshot] : taken) list.push_back(std::move(snapshot));
        return list;
    }

    void wait(const base::StopToken& stop) {
        const auto due = board->nextDue().value_or(clock.steady() + kIdle);
        std::unique_lock lock{mutex};
        changed.wait_for(lock, stop, due - clock.steady(), [this] { return !arrivals.empty(); });
    }

    [[nodiscard]] std::optional<Found> untoldEnd(const progress::StoredSnapshot& snapshot) const;
    void askAgain();
    void recheck();

    progress::ProgressStore& store;
    const base::Clock& clock;
    const Describe describe;
    const IsUsable isUsable;
    Seats seats;
    std::atomic<std::uint64_t> refused{0};
    std::function<void(const std::vector<progress::SnapshotPtr>&)> told;
    std::chrono::microseconds rechecked{0};
    const std::shared_ptr<impl::Board> board = std::make_shared<impl::Board>(clock);

    std::mutex mutex;  ///< Guards what follows.
    std::condition_variable_any changed;
    std::map<base::Guid, progress::SnapshotPtr> arrivals;  ///< The newest of each run.

    std::unique_ptr<progress::Subscription> subscription;  ///< Ends first.
};

/// How a run has ended whose snapshot says that its worker is lost. The worker may have died after
/// it had stored the end and before it had told it.
std::optional<Found> Feed::State::untoldEnd(const progress::StoredSnapshot& snapshot) const {
    if (!progress::isWorkerLost(snapshot, clock.now())) return std::nullopt;
    auto known = describe(snapshot.activityId, false);
    if (!known || known->none || !known->read.terminal) return std::nullopt;
    return std::move(*known);
}

/// Nothing was heard of some runs: perhaps something was missed, or the store is away.
void Feed::State::askAgain() {
    bool away = false;
    for (const auto& id : board->silent()) {
        progress::SnapshotPtr found;
        if (!away) {
            auto asked = store.get(id);
            away = !asked;
            if (asked) found = std::move(*asked);
        }
        if (found) {
            if (const auto end = untoldEnd(*found))
                board->degrade(id, end->read);
            else
                board->tell({found});
        } else if (const auto known = describe(id, away)) {
            board->degrade(id, known->read);
        }
    }
}

/// A key that was revoked ends what was opened with it. While the database is away nobody knows.
void Feed::State::recheck() {
    const auto now = clock.steady();
    if (now - rechecked < kRecheck) return;
    rechecked = now;
    for (const auto& [principal, keyHash] : seats.taken())
        if (const auto usable = isUsable(keyHash); usable && !*usable) board->revoke(principal);
}

Feed::Feed(Parts parts) : state_(std::make_unique<State>(std::move(parts))) {
    state_->subscription =
        state_->store.subscribe([state = state_.get()](const progress::SnapshotPtr& snapshot) {
            state->arrived(snapshot);
        });
}

Feed::~Feed() = default;

std::optional<Watching> Feed::open(const base::Guid& principal, const std::string& keyHash) {
    auto seat = state_->seats.take(principal, keyHash);
    if (!seat) {
        ++state_->refused;
        return std::nullopt;
    }
    return Watching{Watch{state_->board, principal}, std::move(*seat)};
}

base::Result<Found> Feed::find(const base::Guid& activityId) {
    auto snapshot = state_->store.get(activityId);
    if (!snapshot && snapshot.error().kind != base::ErrorKind::Unavailable)
        return base::fail(snapshot.error());
    if (!snapshot || *snapshot == nullptr) return state_->describe(activityId, !snapshot);
    if (auto end = state_->untoldEnd(**snapshot)) return std::move(*end);
    return Found{.snapshot = std::move(*snapshot)};
}

std::size_t Feed::watchers() const {
    return state_->board->stats().watchers;
}

void Feed::waitAndTell(const base::StopToken& stop) {
    state_->wait(stop);
    if (!stop.stop_requested()) tellDue();
}

void Feed::tellDue() {
    const auto arrivals = state_->takeArrivals();
    state_->board->tell(arrivals);
    state_->askAgain();
    state_->board->tellTime();
    state_->recheck();
    if (state_->told) state_->told(arrivals);
}

void Feed::onTold(std::function<void(const std::vector<progress::SnapshotPtr>&)> told) {
    state_->told = std::move(told);
}

void Feed::measure(metrics::Scrape& scrape) const {
    const auto stats = state_->board->stats();
    for (const auto surface : {Surface::EventStream, Surface::WebSocket, Surface::LongPoll})
        scrape.set(metrics::kProgressWatchers,
                   static_cast<double>(stats.onSurface.at(static_cast<std::size_t>(surface))),
                   {std::string{toText(surface)}});
    scrape.set(metrics::kProgressWatchersRefused, static_cast<double>(state_->refused));
    scrape.set(metrics::kProgressChanges, static_cast<double>(stats.shown));
    scrape.set(metrics::kProgressChangesOvertaken, static_cast<double>(stats.overtaken));
}

void Feed::endWaits() {
    state_->board->endWaits();
}

}  // namespace jim::api::watch
