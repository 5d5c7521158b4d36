#include "progress/FallbackProgressStore.hpp"

#include "progress/impl/DocumentFields.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace jim::progress {
namespace {

/// So many snapshots go to the shared store at once when it is back.
constexpr std::size_t kAtOnce = 128;
/// So many ends that the shared store missed are remembered.
constexpr std::size_t kMostMissed = 20'000;

bool isNewer(const SnapshotPtr& a, const SnapshotPtr& b) {
    return mayReplace({true, b->attempt, b->revision, b->terminal}, *a);
}

}  // namespace

FallbackProgressStore::FallbackProgressStore(ProgressStore& shared, ProgressStore& local)
    : shared_(shared), local_(local) {}

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

/// What the shared store refused is somebody else's now; what it could not take is kept here.
base::Result<UpdateResult> FallbackProgressStore::keep(const SnapshotUpdate& update,
                                                       base::Result<UpdateResult> shared) {
    if (shared) {
        if (shared->accepted) (void)local_.update(update.snapshot, update.point);
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
    auto shared = shared_.get(activityId);
    auto local = local_.get(activityId);
    if (!local || *local == nullptr) return shared;
    if (!shared || *shared == nullptr) return local;
    return isNewer(*shared, *local) ? shared : local;
}

base::Status FallbackProgressStore::clear(const base::Guid& activityId) {
    JIM_TRY(local_.clear(activityId));
    return shared_.clear(activityId);
}

base::Result<std::vector<SnapshotPtr>> FallbackProgressStore::listActive() {
    auto shared = shared_.listActive();
    auto local = local_.listActive();
    if (!shared) return local;
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
        fromShared_ = shared_.subscribe(receive);
    }
    return subscription;
}

void FallbackProgressStore::republish() {
    std::set<base::Guid> ids;
    {
        const std::scoped_lock lock{mutex_};
        ids = std::exchange(missed_, {});
    }
    if (const auto active = local_.listActive())
        for (const auto& each : *active) ids.insert(each->activityId);
    std::vector<SnapshotUpdate> batch;
    const auto send = [&] {
        const auto results = shared_.updateAll(batch);
        const std::scoped_lock lock{mutex_};
        for (std::size_t i = 0; i < results.size(); ++i)
            if (!results[i]) missed_.insert(batch[i].snapshot.activityId);
        batch.clear();
    };
    for (const auto& id : ids) {
        const auto snapshot = local_.get(id);
        if (snapshot && *snapshot) batch.push_back({**snapshot, std::nullopt});
        if (batch.size() == kAtOnce) send();
    }
    if (!batch.empty()) send();
}

}  // namespace jim::progress
