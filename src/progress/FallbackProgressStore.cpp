#include "progress/FallbackProgressStore.hpp"

#include "progress/impl/DocumentFields.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace jim::progress {
namespace {

/// So many snapshots go to the shared store at once when it is back.
constexpr std::size_t kAtOnce = 128;
/// So many that the shared store missed are remembered.
constexpr std::size_t kMostMissed = 20'000;
/// So many ends that it has are remembered, the newest.
constexpr std::size_t kMostEnded = 1'000;

/// So long after a heartbeat the next one is late.
constexpr std::chrono::seconds kFresh{2};

/// Whether nobody else can have a newer one: it is the end, or a worker of this process has just
/// said it. If somebody else had the run, the shared store would have refused it, and it would not
/// be here.
bool isNewestThereIs(const StoredSnapshot& here, base::Timestamp now) {
    return here.terminal || (here.attended && now - here.asOf < kFresh);
}

bool isNewer(const SnapshotPtr& a, const SnapshotPtr& b) {
    return mayReplace({true, b->attempt, b->revision, b->terminal}, *a);
}

}  // namespace

FallbackProgressStore::FallbackProgressStore(ProgressStore& shared, ProgressStore& local,
                                             const base::Clock& clock)
    : shared_(shared), local_(local), clock_(clock) {}

FallbackProgressStore::~FallbackProgressStore() = default;

base::Result<UpdateResult> FallbackProgressStore::update(const StoredSnapshot& snapshot,
                                                         const std::optional<HistoryPoint>& point) {
    const SnapshotUpdate one{snapshot, point};
    return std::move(updateAll({&one, 1}).front());
}

std::vector<base::Result<UpdateResult>> FallbackProgressStore::updateAll(
    std::span<const SnapshotUpdate> updates) {
    auto results = shared_.updateAll(updates);
    for (std::size_t i = 0; i < results.size(); ++i)
        results[i] = keep(updates[i], std::move(results[i]));
    return results;
}

/// Ids are ordered by time.
void FallbackProgressStore::rememberEnd(const base::Guid& activityId) {
    const std::scoped_lock lock{mutex_};
    ended_.insert(activityId);
    if (ended_.size() > kMostEnded) ended_.erase(ended_.begin());
}

/// What the shared store refused is somebody else's now; what it could not take is kept here.
base::Result<UpdateResult> FallbackProgressStore::keep(const SnapshotUpdate& update,
                                                       base::Result<UpdateResult> shared) {
    if (shared) {
        if (!shared->accepted) {
            giveUpOlder(update.snapshot.activityId, shared->attempt);
            return shared;
        }
        (void)local_.update(update.snapshot, update.point);
        if (update.snapshot.terminal) rememberEnd(update.snapshot.activityId);
        return shared;
    }
    if (shared.error().kind == base::ErrorKind::InvalidInput) return shared;
    auto here = update.snapshot;
    replaceText(here.document, kStoreField, "memory");
    auto result = local_.update(here, update.point);
    if (!result) return result;
    result->onlyHere = true;
    const std::scoped_lock lock{mutex_};
    if (missed_.size() < kMostMissed) missed_.insert(here.activityId);
    return result;
}

base::Result<SnapshotPtr> FallbackProgressStore::get(const base::Guid& activityId) {
    auto local = local_.get(activityId);
    if (local && isNewestKnown(*local)) return local;
    auto shared = shared_.get(activityId);
    if (shared) *shared = heard(*shared);
    if (!local || *local == nullptr) return shared;
    if (!shared || *shared == nullptr) return local;
    return isNewer(*shared, *local) ? shared : local;
}

SnapshotPtr FallbackProgressStore::recall(const base::Guid& activityId) {
    auto local = local_.recall(activityId);
    if (isNewestKnown(local)) return local;
    auto shared = heard(shared_.recall(activityId));
    return shared && local && !isNewer(shared, local) ? local : shared;
}

base::Status FallbackProgressStore::clear(const base::Guid& activityId) {
    JIM_TRY(local_.clear(activityId));
    return shared_.clear(activityId);
}

base::Result<std::vector<SnapshotPtr>> FallbackProgressStore::listActive() {
    auto shared = shared_.listActive();
    auto local = local_.listActive();
    if (!shared) return local;
    for (auto& each : *shared) each = heard(each);
    if (!local) return shared;
    std::map<base::Guid, SnapshotPtr> newest;
    for (const auto& each : *shared) newest[each->activityId] = each;
    for (const auto& each : *local) {
        auto& known = newest[each->activityId];
        if (!known || !isNewer(known, each)) known = each;
    }
    std::vector<SnapshotPtr> active;
    active.reserve(newest.size());
    for (const auto& [id, snapshot] : newest) active.push_back(snapshot);
    std::ranges::sort(active, [](const SnapshotPtr& a, const SnapshotPtr& b) {
        return a->asOf != b->asOf ? a->asOf > b->asOf : a->activityId < b->activityId;
    });
    return active;
}

base::Result<std::vector<HistoryPoint>> FallbackProgressStore::history(
    const base::Guid& activityId) {
    auto shared = shared_.history(activityId);
    auto local = local_.history(activityId);
    if (!local || local->empty()) return shared;
    return shared && shared->size() > local->size() ? shared : local;
}

/// Somebody else has the run now.
void FallbackProgressStore::giveUpOlder(const base::Guid& activityId, std::int32_t attempt) {
    const auto local = local_.get(activityId);
    if (local && *local && (*local)->attempt < attempt) (void)local_.clear(activityId);
}

/// The shared store may tell subscribers of what this process has published before its answer has
/// come.
bool FallbackProgressStore::isNewestKnown(const SnapshotPtr& here) {
    if (!here || !isNewestThereIs(*here, clock_.now())) return false;
    const std::scoped_lock lock{mutex_};
    return !told_.isAheadOf(*here);
}

SnapshotPtr FallbackProgressStore::heard(const SnapshotPtr& snapshot) {
    const std::scoped_lock lock{mutex_};
    return heartbeats_.heard(snapshot, clock_.now());
}

void FallbackProgressStore::receive(const SnapshotPtr& snapshot) {
    {
        const std::scoped_lock lock{mutex_};
        if (!told_.advance(*snapshot)) return;
        subscribers_.offer(snapshot);
    }
    subscribers_.deliver();
}

std::unique_ptr<Subscription> FallbackProgressStore::subscribe(SnapshotReceiver receiver) {
    auto subscription = subscribers_.add(std::move(receiver));
    const std::scoped_lock lock{subscribing_};
    if (!fromLocal_) {
        const auto receive = [this](const SnapshotPtr& snapshot) { this->receive(snapshot); };
        fromLocal_ = local_.subscribe(receive);
        fromShared_ = shared_.subscribe([this](const SnapshotPtr& snapshot) {
            giveUpOlder(snapshot->activityId, snapshot->attempt);
            this->receive(heard(snapshot));
        });
    }
    return subscription;
}

/// Whether the shared store could take them all. An end that it had lost has been written again
/// now.
bool FallbackProgressStore::writeAgain(std::span<const SnapshotUpdate> updates) {
    const auto results = shared_.updateAll(updates);
    bool all = true;
    const std::scoped_lock lock{mutex_};
    for (std::size_t i = 0; i < results.size(); ++i) {
        const auto& id = updates[i].snapshot.activityId;
        if (!results[i] && results[i].error().kind == base::ErrorKind::Unavailable) {
            missed_.insert(id);
            all = false;
        } else if (results[i] && results[i]->accepted) {
            ended_.erase(id);
        }
    }
    return all;
}

/// Those that were not tried any more. What is forgotten here needs no writing.
std::set<base::Guid> FallbackProgressStore::writeAgain(const std::set<base::Guid>& ids) {
    std::vector<SnapshotUpdate> batch;
    for (auto at = ids.begin(); at != ids.end();) {
        const auto snapshot = local_.get(*at);
        if (snapshot && *snapshot) batch.push_back({**snapshot, std::nullopt});
        ++at;
        if (batch.size() < kAtOnce && at != ids.end()) continue;
        if (!writeAgain(batch)) return {at, ids.end()};
        batch.clear();
    }
    return {};
}

void FallbackProgressStore::republish() {
    std::set<base::Guid> due;
    std::set<base::Guid> ended;
    {
        const std::scoped_lock lock{mutex_};
        due = std::exchange(missed_, {});
        ended = ended_;
    }
    if (const auto active = local_.listActive())
        for (const auto& each : *active) due.insert(each->activityId);
    auto left = writeAgain(due);
    {
        const std::scoped_lock lock{mutex_};
        missed_.merge(left);
        if (!missed_.empty()) return;
    }
    (void)writeAgain(ended);
}

}  // namespace jim::progress
