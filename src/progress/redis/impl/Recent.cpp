#include "progress/redis/impl/Recent.hpp"

#include <algorithm>

namespace jim::progress::redis::impl {
namespace {

/// Who was not asked for in so long gives way to others.
constexpr Recent::Moment kAskedFor = std::chrono::seconds{10};

bool isOlder(const StoredSnapshot& next, const StoredSnapshot& old) {
    return next.attempt != old.attempt ? next.attempt < old.attempt : next.revision < old.revision;
}

}  // namespace

SnapshotPtr Recent::find(const base::Guid& id, Moment now) {
    const std::scoped_lock lock{mutex_};
    const auto found = entries_.find(id);
    if (found == entries_.end()) return nullptr;
    auto& entry = found->second;
    entry.asked = now;
    return now - entry.heard < kMoment ? entry.snapshot : nullptr;
}

void Recent::asking(const base::Guid& id, Moment now) {
    const std::scoped_lock lock{mutex_};
    if (entries_.size() >= most_ && !entries_.contains(id)) makeRoom(now);
    if (entries_.size() < most_ || entries_.contains(id)) entries_[id].asked = now;
}

void Recent::makeRoom(Moment now) {
    std::erase_if(entries_, [&](const auto& each) { return now - each.second.asked > kAskedFor; });
}

/// An older one is what Redis had before the newer one was heard of, or it has lost that since.
void Recent::answered(const base::Guid& id, const SnapshotPtr& snapshot, Moment asked) {
    const std::scoped_lock lock{mutex_};
    const auto found = entries_.find(id);
    if (found == entries_.end()) return;
    auto& entry = found->second;
    const bool heardSince = entry.snapshot && entry.heard >= asked;
    if (heardSince && (!snapshot || isOlder(*snapshot, *entry.snapshot))) return;
    entry.snapshot = snapshot;
    entry.heard = std::max(entry.heard, asked);
}

void Recent::heard(const SnapshotPtr& snapshot, Moment when) {
    const std::scoped_lock lock{mutex_};
    const auto found = entries_.find(snapshot->activityId);
    if (found == entries_.end()) return;
    auto& entry = found->second;
    if (entry.snapshot && isOlder(*snapshot, *entry.snapshot)) return;
    entry.snapshot = snapshot;
    entry.heard = std::max(entry.heard, when);
}

void Recent::forget(const base::Guid& id) {
    const std::scoped_lock lock{mutex_};
    entries_.erase(id);
}

void Recent::forgetAll() {
    const std::scoped_lock lock{mutex_};
    entries_.clear();
}

}  // namespace jim::progress::redis::impl
