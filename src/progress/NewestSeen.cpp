#include "progress/NewestSeen.hpp"

namespace jim::progress {

bool NewestSeen::advance(const StoredSnapshot& snapshot) {
    const auto [found, isNew] = seen_.try_emplace(snapshot.activityId);
    auto& seen = found->second;
    if (!isNew && !mayReplace(seen.newest, snapshot)) return false;
    if (isNew)
        seen.age = ages_.insert(ages_.end(), snapshot.activityId);
    else
        ages_.splice(ages_.end(), ages_, seen.age);
    seen.newest = {true, snapshot.attempt, snapshot.revision, snapshot.terminal};
    if (seen_.size() > most_) {
        seen_.erase(ages_.front());
        ages_.pop_front();
    }
    return true;
}

bool NewestSeen::isAheadOf(const StoredSnapshot& snapshot) const {
    const auto seen = seen_.find(snapshot.activityId);
    if (seen == seen_.end()) return false;
    const auto& newest = seen->second.newest;
    const bool isIt = newest.attempt == snapshot.attempt && newest.revision == snapshot.revision;
    return !isIt && !mayReplace(newest, snapshot);
}

std::vector<base::Guid> NewestSeen::unfinished() const {
    std::vector<base::Guid> ids;
    for (const auto& [id, seen] : seen_)
        if (!seen.newest.terminal) ids.push_back(id);
    return ids;
}

}  // namespace jim::progress
