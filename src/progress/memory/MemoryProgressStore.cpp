#include "progress/memory/MemoryProgressStore.hpp"

#include "progress/Subscribers.hpp"

#include <algorithm>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <utility>

namespace jim::progress::memory {

struct MemoryProgressStore::State {
    State(const base::Clock& c, std::chrono::seconds t, MemoryLimits l)
        : clock(c), ttl(t), limits(l) {}

    struct Entry;
    using Entries = std::map<base::Guid, Entry>;

    struct Entry {
        SnapshotPtr snapshot;
        std::deque<HistoryPoint> history;
        std::chrono::microseconds written{0};
        std::list<base::Guid>::iterator age;
    };

    void erase(Entries::iterator entry) {
        ages.erase(entry->second.age);
        entries.erase(entry);
    }

    /// What was written longest ago stands first: nothing behind it can have expired earlier.
    void forgetExpired() {
        const auto now = clock.steady();
        while (!ages.empty()) {
            const auto oldest = entries.find(ages.front());
            if (now - oldest->second.written < ttl) return;
            erase(oldest);
        }
    }

    Entry& entryFor(const base::Guid& id) {
        const auto found = entries.find(id);
        if (found != entries.end()) return found->second;
        if (entries.size() >= limits.snapshots && !ages.empty()) erase(entries.find(ages.front()));
        auto& entry = entries[id];
        entry.age = ages.insert(ages.end(), id);
        return entry;
    }

    const base::Clock& clock;
    const std::chrono::microseconds ttl;
    const MemoryLimits limits;
    Subscribers subscribers;

    std::mutex mutex;
    Entries entries;
    std::list<base::Guid> ages;
};

MemoryProgressStore::MemoryProgressStore(const base::Clock& clock, std::chrono::seconds ttl,
                                         MemoryLimits limits)
    : state_(std::make_shared<State>(clock, ttl, limits)) {}

MemoryProgressStore::~MemoryProgressStore() = default;

base::Result<UpdateResult> MemoryProgressStore::update(const StoredSnapshot& snapshot,
                                                       const std::optional<HistoryPoint>& point) {
    if (snapshot.document.size() > state_->limits.documentBytes)
        return base::fail(base::invalidInput("document", "The snapshot is too large."));
    auto stored = std::make_shared<const StoredSnapshot>(snapshot);
    {
        const std::scoped_lock lock{state_->mutex};
        state_->forgetExpired();
        auto& entry = state_->entryFor(snapshot.activityId);
        if (entry.snapshot) {
            const auto& old = *entry.snapshot;
            const UpdateResult refusal{false, old.attempt, old.revision, old.terminal};
            if (!mayReplace(refusal, snapshot)) return refusal;
        }
        entry.snapshot = stored;
        entry.written = state_->clock.steady();
        state_->ages.splice(state_->ages.end(), state_->ages, entry.age);
        if (point) entry.history.push_back(*point);
        if (entry.history.size() > kHistoryPoints) entry.history.pop_front();
        // Within the lock, so that subscribers are given them in the order they were stored in.
        state_->subscribers.offer(stored);
    }
    state_->subscribers.deliver();
    return UpdateResult{true, snapshot.attempt, snapshot.revision, snapshot.terminal};
}

base::Result<SnapshotPtr> MemoryProgressStore::get(const base::Guid& activityId) {
    return recall(activityId);
}

SnapshotPtr MemoryProgressStore::recall(const base::Guid& activityId) {
    const std::scoped_lock lock{state_->mutex};
    state_->forgetExpired();
    const auto found = state_->entries.find(activityId);
    return found == state_->entries.end() ? nullptr : found->second.snapshot;
}

base::Status MemoryProgressStore::clear(const base::Guid& activityId) {
    const std::scoped_lock lock{state_->mutex};
    const auto found = state_->entries.find(activityId);
    if (found != state_->entries.end()) state_->erase(found);
    return {};
}

base::Result<std::vector<SnapshotPtr>> MemoryProgressStore::listActive() {
    std::vector<SnapshotPtr> active;
    {
        const std::scoped_lock lock{state_->mutex};
        state_->forgetExpired();
        for (const auto& [id, entry] : state_->entries)
            if (!entry.snapshot->terminal) active.push_back(entry.snapshot);
    }
    std::ranges::sort(active, [](const SnapshotPtr& a, const SnapshotPtr& b) {
        return a->asOf != b->asOf ? a->asOf > b->asOf : a->activityId < b->activityId;
    });
    return active;
}

base::Result<std::vector<HistoryPoint>> MemoryProgressStore::history(const base::Guid& activityId) {
    const std::scoped_lock lock{state_->mutex};
    state_->forgetExpired();
    const auto found = state_->entries.find(activityId);
    if (found == state_->entries.end()) return std::vector<HistoryPoint>{};
    const auto& history = found->second.history;
    return std::vector<HistoryPoint>{history.begin(), history.end()};
}

std::unique_ptr<Subscription> MemoryProgressStore::subscribe(SnapshotReceiver receiver) {
    return state_->subscribers.add(std::move(receiver));
}

}  // namespace jim::progress::memory
